import { errorsOf, messagesOfPolicy } from '../support/findings';

test.each(['http', 'parentRefs', 'hostnames', 'metadata', 'trafficPolicy', 'acknowledge', 'target'])(
  'the property %s with a value of another type is one error',
  (property) => {
    expect(errorsOf({ [property]: 7 })).toEqual([`wrong-type ${property}`]);
  },
);

test('the other properties are checked beside one with a value of another type', () => {
  expect(errorsOf({ http: {} as never, hostnames: ['A'] })).toEqual(['wrong-type http', 'wrong-form hostnames[0]']);
});

test('targetRefs of a StickyPolicy with a value of another type are one error', () => {
  expect(messagesOfPolicy({ targetRefs: {} as never })).toMatchObject([{ id: 'wrong-type', property: 'targetRefs' }]);
});
