/** Marks versions of every installed copy of the package. */
const VERSION = Symbol.for('cdk8s-sticky-gateway-route.EnvoyGatewayVersion');

/**
 * A minor version of Envoy Gateway that a cluster runs, with the Gateway API CRDs that it ships.
 *
 * @see https://gateway.envoyproxy.io/news/releases/matrix/
 */
export class EnvoyGatewayVersion {
  /** Envoy Gateway 1.5, with Gateway API 1.3. */
  public static readonly V1_5 = new EnvoyGatewayVersion('1.5');

  /** Envoy Gateway 1.6, with Gateway API 1.4. */
  public static readonly V1_6 = new EnvoyGatewayVersion('1.6');

  /** Envoy Gateway 1.7, with Gateway API 1.4. */
  public static readonly V1_7 = new EnvoyGatewayVersion('1.7');

  /** Envoy Gateway 1.8, with Gateway API 1.5. */
  public static readonly V1_8 = new EnvoyGatewayVersion('1.8');

  /** Envoy Gateway 1.9, with Gateway API 1.6. */
  public static readonly V1_9 = new EnvoyGatewayVersion('1.9');

  /**
   * The newest version.
   *
   * @internal
   */
  public static get _newest(): EnvoyGatewayVersion {
    const versions = Object.values(EnvoyGatewayVersion) as EnvoyGatewayVersion[];
    return versions.reduce((newest, each) => (each._has(newest.version) ? each : newest));
  }

  /**
   * Whether a value is a version, of this or of another installed copy of the package.
   *
   * @internal
   */
  public static _isVersion(value: unknown): value is EnvoyGatewayVersion {
    return typeof value === 'object' && value !== null && VERSION in value;
  }

  /**
   * The version of this copy of the package that equals the given one, or that one itself.
   *
   * @internal
   */
  public static _own(given: EnvoyGatewayVersion): EnvoyGatewayVersion {
    const versions = Object.values(EnvoyGatewayVersion) as EnvoyGatewayVersion[];
    return versions.find(({ version }) => version === given.version) ?? given;
  }

  /** Major and minor number, such as `1.9`. */
  public readonly version: string;

  private constructor(version: string) {
    this.version = version;
    Object.defineProperty(this, VERSION, { value: true });
  }

  /**
   * Whether this version has what `since` introduced.
   *
   * @internal
   */
  public _has(since: string): boolean {
    return minorOf(this.version) >= minorOf(since);
  }
}

function minorOf(version: string): number {
  return Number(version.slice('1.'.length));
}
