import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { has } from '../../../schema/cel';

/** Compressors without settings, which Envoy Gateway leaves out unless it merges them with those of the Gateway. */
export function checkCompressors({ trafficPolicy }: CommonInput, report: Report): void {
  if (trafficPolicy?.mergeType !== undefined) {
    return;
  }
  itemsOf(trafficPolicy?.compressor).forEach((compressor, i) => {
    const { type, ...settings } = compressor ?? {};
    if (typeof type === 'string' && !has(settings[type.toLowerCase() as keyof typeof settings])) {
      report({
        id: 'envoy-limit',
        property: `trafficPolicy.compressor[${i}]`,
        value: compressor,
        expected: 'the settings of its type, as Envoy Gateway drops it otherwise',
        remedy: 'write gzip: {}, brotli: {} or zstd: {}, as type says',
      });
    }
  });
}
