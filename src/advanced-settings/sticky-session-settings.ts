import { refuse } from '../findings/refuse';

/** How the settings of the platform keep clients on their pod. */
export enum StickySessionType {
  /** A cookie that Envoy sets. */
  COOKIE = 'Cookie',

  /** A request header. */
  HEADER = 'Header',

  /** The client's address. */
  SOURCE_IP = 'SourceIP',
}

/** Settings about sticky sessions of an application, container or Helm chart. */
export interface StickySessionSettingsProps {
  /**
   * Whether clients stay on their pod.
   *
   * @default false
   */
  readonly networkGatewayApiEnableStickySession?: boolean;

  /**
   * The request header that names the session. An empty one counts as none.
   *
   * @default - none: a cookie, or the address of the client for the type `SourceIP`
   */
  readonly networkGatewayApiStickySessionHeader?: string;

  /**
   * How clients stay on their pod.
   *
   * @default - the header if one is named, else a cookie
   */
  readonly networkGatewayApiStickySessionType?: StickySessionType;
}

/** Settings about sticky sessions, which applications, containers and Helm charts have in common. */
export abstract class StickySessionSettings {
  /** Whether clients stay on their pod. */
  public readonly networkGatewayApiEnableStickySession: boolean;

  /** The request header that names the session. None for a cookie or the address. */
  public readonly networkGatewayApiStickySessionHeader?: string;

  /** How clients stay on their pod. */
  public readonly networkGatewayApiStickySessionType: StickySessionType;

  /**
   * @param props the settings about sticky sessions
   *
   * @throws for a type and a header that contradict each other
   */
  protected constructor(props: StickySessionSettingsProps = {}) {
    refuseOtherKeys(props);
    const header = props.networkGatewayApiStickySessionHeader || undefined;
    const implied = header === undefined ? StickySessionType.COOKIE : StickySessionType.HEADER;
    const type = props.networkGatewayApiStickySessionType ?? implied;
    if ((type === StickySessionType.HEADER) !== (header !== undefined)) {
      refuse({
        id: 'settings-contradiction',
        property: 'networkGatewayApiStickySessionType',
        value: type,
        expected: header === undefined ? 'Cookie or SourceIP without a header' : 'Header, as a header is named',
        remedy: header === undefined ? 'name the header' : 'remove the type or the header',
      });
    }
    this.networkGatewayApiEnableStickySession = props.networkGatewayApiEnableStickySession ?? false;
    if (header !== undefined) {
      this.networkGatewayApiStickySessionHeader = header;
    }
    this.networkGatewayApiStickySessionType = type;
  }

  /**
   * These settings under their dotted keys, without those that are not set.
   *
   * @returns a JSON object
   */
  public toJson(): Record<string, unknown> {
    const ofSourceIp = this.networkGatewayApiStickySessionType === StickySessionType.SOURCE_IP;
    return {
      'network.gateway_api.enable_sticky_session': this.networkGatewayApiEnableStickySession,
      ...(this.networkGatewayApiStickySessionHeader !== undefined && {
        'network.gateway_api.sticky_session_header': this.networkGatewayApiStickySessionHeader,
      }),
      ...(ofSourceIp && { 'network.gateway_api.sticky_session_type': StickySessionType.SOURCE_IP }),
    };
  }
}

const KEYS: readonly (keyof StickySessionSettingsProps)[] = [
  'networkGatewayApiEnableStickySession',
  'networkGatewayApiStickySessionHeader',
  'networkGatewayApiStickySessionType',
];

/** Refuses settings in the spelling of the JSON object, which would be ignored silently. */
function refuseOtherKeys(props: object): void {
  for (const [key, value] of Object.entries(props)) {
    if (/stick/i.test(key) && !KEYS.includes(key as (typeof KEYS)[number])) {
      refuse({
        id: 'settings-value',
        property: key,
        value,
        expected: KEYS.join(', '),
        remedy: 'pass a JSON object to fromJson()',
      });
    }
  }
}
