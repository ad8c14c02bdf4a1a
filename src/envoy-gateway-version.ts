/**
 * A minor version of Envoy Gateway that a cluster runs, with the Gateway API CRDs which that version ships.
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

  /** Major and minor number, such as `1.9`. */
  public readonly version: string;

  private constructor(version: string) {
    this.version = version;
  }

  /**
   * Whether this version has what `since` brought.
   *
   * @internal
   */
  public _has(since: string): boolean {
    return minor(this.version) >= minor(since);
  }
}

function minor(version: string): number {
  return Number(version.slice('1.'.length));
}
