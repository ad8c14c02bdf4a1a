import type { EnvoyGatewayVersion } from '../../envoy-gateway-version';
import type { FieldLimit } from './field-limit';
import { isCommand } from './header-commands';

/** Envoy writes a percent sign for `%%`, and a value for `%NAME%`, `%NAME(argument)%` or `%NAME(argument):10%`. */
const COMMAND = /%%|%([A-Z0-9_]+)(?:\((.*?)\))?(?::(\d{1,19}))?%/g;

/** Limits of the values of headers that Envoy sets. */
export function headerValues(modifier: string): FieldLimit[] {
  return ['set', 'add'].map((list) => ({
    path: `${modifier}.${list}[].value`,
    expected:
      '"%" only as "%%", or in a command that the Envoy of target has, such as "%REQ(x-user)%", except CEL and COALESCE',
    remedy: 'write "%%" for a percent sign',
    holds: isFormat,
  }));
}

export function isFormat(value: string, target: EnvoyGatewayVersion): boolean {
  const rest = value.replace(COMMAND, (whole, name, argument, length) =>
    name === undefined || isCommand(name, argument ?? '', length, target) ? '' : whole,
  );
  return !rest.includes('%');
}
