import { ADDRESS, pinPlan } from '../../src/stickiness/pin-plan';

const PIN = { header: 'X-Pod', pattern: ADDRESS, isNamedByServer: false };

test('a pin takes the pod from the header that names it', () => {
  expect(pinPlan({ factory: 'f', headerChanges: undefined }, PIN).loadBalancer).toEqual({
    type: 'LeastRequest',
    endpointOverride: { extractFrom: [{ header: 'X-Pod' }] },
  });
});

test('a pin can take the pod from another header than the one that requests have', () => {
  const plan = pinPlan({ factory: 'f', headerChanges: undefined }, PIN, 'x-choice');
  expect(plan.loadBalancer?.endpointOverride).toEqual({ extractFrom: [{ header: 'x-choice' }] });
  expect(plan.headers).toEqual(['X-Pod']);
  expect(plan.pin).toBe(PIN);
});

test.each([
  ['10.77.1.3:3001', true],
  ['[2001:db8::3]:3001', true],
  ['[::ffff:10.77.1.3]:3001', true],
  ['10.77.1.3', false],
  ['10.77.1.3:', false],
  ['2001:db8::3:3001', false],
  ['[2001:db8::3]', false],
  ['localhost:3001', false],
  ['10.77.1.3:3001,10.77.1.4:3001', false],
  ['', false],
])('%j is read as the address of a pod: %p', (text, isAddress) => {
  expect(new RegExp(`^(?:${ADDRESS})$`).test(text)).toBe(isAddress);
});
