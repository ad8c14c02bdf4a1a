import { readStickySessionSettings } from './read-settings';
import { StickySessionSettings, type StickySessionSettingsProps } from './sticky-session-settings';

/** Advanced settings of a container about sticky sessions. */
export class ContainerAdvancedSettings extends StickySessionSettings {
  /**
   * Reads the settings of a container from their JSON object. Keys about other things are ignored.
   *
   * Keys are dotted (`network.gateway_api.enable_sticky_session`) or in snake_case.
   *
   * @param json the parsed JSON object
   * @returns the settings about sticky sessions
   *
   * @throws for a value of the wrong type, and for two spellings of a key that contradict each other
   *
   * @example ContainerAdvancedSettings.fromJson({ 'network.gateway_api.enable_sticky_session': true })
   */
  public static fromJson(json: unknown): ContainerAdvancedSettings {
    return new ContainerAdvancedSettings(readStickySessionSettings(json));
  }

  /**
   * @param props the settings about sticky sessions
   *
   * @throws for a type and a header that contradict each other
   */
  public constructor(props?: StickySessionSettingsProps) {
    super(props);
  }
}
