import { errorsOf, messagesOfPolicy } from '../support/findings';

test.each(['http', 'parentRefs', 'hostnames', 'metadata', 'trafficPolicy', 'acknowledge', 'target'])(
  'a %s of the wrong type is one error',
  (property) => {
    expect(errorsOf({ [property]: 7 })).toEqual([`wrong-type ${property}`]);
  },
);

test('other properties are checked beside one of the wrong type', () => {
  expect(errorsOf({ http: {} as never, hostnames: ['A'] })).toEqual(['wrong-type http', 'wrong-form hostnames[0]']);
});

test('targetRefs of the wrong type are one error', () => {
  expect(messagesOfPolicy({ targetRefs: {} as never })).toMatchObject([{ id: 'wrong-type', property: 'targetRefs' }]);
});
