import * as fc from 'fast-check';
import { type ConsistentHashOptions, Stickiness } from '../../src';
import { refusedBy } from '../support/findings';
import { policyOf } from '../support/render';

const LEAST = 2;
const MOST = 5_000_011;

/** Whether each number up to `MOST` is a prime, by the sieve of Eratosthenes. */
const isPrime = new Uint8Array(MOST + 1).fill(1, 2);
for (let prime = 2; prime * prime <= MOST; prime += 1) {
  for (let multiple = prime * prime; isPrime[prime] && multiple <= MOST; multiple += prime) {
    isPrime[multiple] = 0;
  }
}
const size = fc.integer({ min: LEAST, max: MOST });

function tableSizeOf(tableSize: number): number {
  return policyOf(Stickiness.sourceIp({ tableSize })).loadBalancer.consistentHash.tableSize;
}

const suggestionFor = (tableSize: number) => refusedBy(() => Stickiness.sourceIp({ tableSize })).remedy;

describe.each<[string, (options?: ConsistentHashOptions) => Stickiness, object]>([
  ['header', (options) => Stickiness.header('a', options), { type: 'Header', header: { name: 'a' } }],
  ['headers', (options) => Stickiness.headers(['a'], options), { type: 'Headers', headers: [{ name: 'a' }] }],
  [
    'queryParams',
    (options) => Stickiness.queryParams(['a'], options),
    { type: 'QueryParams', queryParams: [{ name: 'a' }] },
  ],
  ['sourceIp', (options) => Stickiness.sourceIp(options), { type: 'SourceIP' }],
  [
    'path',
    (options) => Stickiness.path('/{a}', options),
    { type: 'Header', header: { name: 'x-envoy-retriable-header-names' } },
  ],
  [
    'cookie',
    (options) => Stickiness.cookie({ name: 'a', attributes: {}, ...options }),
    { type: 'Cookie', cookie: { name: 'a', ttl: '85400s', attributes: {} } },
  ],
])('Stickiness.%s()', (factory, make, hash) => {
  test.each([undefined, {}, { tableSize: undefined as never }])(
    'leaves the table size to Envoy if the options are %j',
    (options) => {
      expect(policyOf(make(options)).loadBalancer).toEqual({ type: 'ConsistentHash', consistentHash: hash });
    },
  );

  test('renders the table size beside what it hashes', () => {
    expect(policyOf(make({ tableSize: 11 })).loadBalancer).toEqual({
      type: 'ConsistentHash',
      consistentHash: { ...hash, tableSize: 11 },
    });
  });

  test('refuses a table size that is no prime', () => {
    expect(refusedBy(() => make({ tableSize: 6 }))).toMatchObject({
      id: 'table-size',
      property: `Stickiness.${factory}() tableSize`,
      remedy: 'write 7',
    });
  });
});

test.each([2, 3, 5, 7, 65_537, MOST])('the prime %d is accepted as a table size', (prime) => {
  expect(tableSizeOf(prime)).toBe(prime);
});

test.each([
  [Number.NEGATIVE_INFINITY, 2],
  [-7, 2],
  [0, 2],
  [1, 2],
  [Number.NaN, 65_537],
  ['7', 7],
  ['many', 65_537],
  [65_537n, 65_537],
  [Symbol('a'), 65_537],
  [{}, 65_537],
  [2.5, 3],
  [4, 5],
  [9, 11],
  [25, 29],
  [65_536, 65_537],
  [MOST - 1, MOST],
  [MOST + 1, MOST],
  [5_000_077, MOST],
  [Number.POSITIVE_INFINITY, MOST],
])('the table size %p is refused, and the next prime %d is suggested', (tableSize, prime) => {
  expect(refusedBy(() => Stickiness.sourceIp({ tableSize: tableSize as number }))).toMatchObject({
    id: 'table-size',
    property: 'Stickiness.sourceIp() tableSize',
    remedy: `write ${prime}`,
  });
});

test('any prime from 2 to 5000011 is accepted as a table size', () => {
  const prime = size.map((n) => isPrime.lastIndexOf(1, n));
  fc.assert(fc.property(prime, (tableSize) => expect(tableSizeOf(tableSize)).toBe(tableSize)));
});

test('any other number from 2 to 5000011 is refused as a table size, and the next prime is suggested', () => {
  const composite = size.filter((n) => !isPrime[n]);
  fc.assert(fc.property(composite, (n) => expect(suggestionFor(n)).toBe(`write ${isPrime.indexOf(1, n)}`)));
});
