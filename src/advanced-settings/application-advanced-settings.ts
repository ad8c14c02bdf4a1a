import { ContainerAdvancedSettings } from './container-advanced-settings';
import { readStickySessionSettings } from './read-settings';
import { StickySessionSettings, type StickySessionSettingsProps } from './sticky-session-settings';

/** Advanced settings of an application about sticky sessions. */
export class ApplicationAdvancedSettings extends StickySessionSettings {
  /**
   * Reads the settings of an application from their JSON object. Keys about other things are ignored.
   *
   * Keys are dotted (`network.gateway_api.enable_sticky_session`) or in snake_case.
   *
   * @param json the parsed JSON object
   * @returns the settings about sticky sessions
   *
   * @throws for a value of the wrong type, and for two spellings of a key that contradict each other
   *
   * @example ApplicationAdvancedSettings.fromJson({ 'network.gateway_api.enable_sticky_session': true })
   */
  public static fromJson(json: unknown): ApplicationAdvancedSettings {
    return new ApplicationAdvancedSettings(readStickySessionSettings(json));
  }

  /**
   * @param props the settings about sticky sessions
   *
   * @throws for a type and a header that contradict each other
   */
  public constructor(props?: StickySessionSettingsProps) {
    super(props);
  }

  /**
   * The settings of the container that the application runs in, with the same settings about sticky sessions.
   *
   * @returns the settings of the container
   */
  public toContainerAdvancedSettings(): ContainerAdvancedSettings {
    return new ContainerAdvancedSettings(this);
  }
}
