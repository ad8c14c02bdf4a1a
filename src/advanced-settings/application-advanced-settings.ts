import { ContainerAdvancedSettings } from './container-advanced-settings';
import { readStickySessionSettings } from './read-settings';
import { StickySessionSettings, type StickySessionSettingsProps } from './sticky-session-settings';

/** The advanced settings of an application, as far as they concern sticky sessions. */
export class ApplicationAdvancedSettings extends StickySessionSettings {
  /**
   * Reads the settings of an application from their JSON object; keys about other things are left alone.
   *
   * Keys are dotted (`network.gateway_api.enable_sticky_session`) or in snake_case. Throws for a value of the wrong type,
   * naming its key, and for two spellings of a key that contradict each other.
   */
  public static fromJson(json: unknown): ApplicationAdvancedSettings {
    return new ApplicationAdvancedSettings(readStickySessionSettings(json));
  }

  public constructor(props?: StickySessionSettingsProps) {
    super(props);
  }

  /** The settings of the container that the application runs in, with those about sticky sessions carried over. */
  public toContainerAdvancedSettings(): ContainerAdvancedSettings {
    return new ContainerAdvancedSettings(this);
  }
}
