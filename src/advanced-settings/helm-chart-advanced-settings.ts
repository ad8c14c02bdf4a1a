import { readStickySessionSettings } from './read-settings';
import { StickySessionSettings, type StickySessionSettingsProps } from './sticky-session-settings';

/** The advanced settings of a Helm chart, as far as they concern sticky sessions. */
export class HelmChartAdvancedSettings extends StickySessionSettings {
  /**
   * Reads the settings of a Helm chart from their JSON object; keys about other things are left alone.
   *
   * Keys are dotted (`network.gateway_api.enable_sticky_session`) or in snake_case. Throws for a value of the wrong type,
   * naming its key, and for two spellings of a key that contradict each other.
   */
  public static fromJson(json: unknown): HelmChartAdvancedSettings {
    return new HelmChartAdvancedSettings(readStickySessionSettings(json));
  }

  public constructor(props?: StickySessionSettingsProps) {
    super(props);
  }
}
