import { ACKNOWLEDGEABLE_IDS, CATALOGUE, FINDING_IDS } from '../../../src/findings/catalogue';
import { APP_FINDINGS } from '../../../src/findings/catalogue/app';
import { ARGUMENT_FINDINGS } from '../../../src/findings/catalogue/arguments';
import { FIELD_FINDINGS } from '../../../src/findings/catalogue/fields';
import { POLICY_FINDINGS } from '../../../src/findings/catalogue/policies';
import { RULE_FINDINGS } from '../../../src/findings/catalogue/rules';
import { SESSION_FINDINGS } from '../../../src/findings/catalogue/sessions';
import { WARNINGS } from '../../../src/findings/catalogue/warnings';

const ERROR_IDS = [
  FIELD_FINDINGS,
  ARGUMENT_FINDINGS,
  RULE_FINDINGS,
  SESSION_FINDINGS,
  POLICY_FINDINGS,
  APP_FINDINGS,
].flatMap((group) => Object.keys(group));
const WARNING_IDS = Object.keys(WARNINGS);

/** A clause that begins in lower case, or with a proper noun, and ends without a period. */
const CLAUSE = /^(?:[a-z]|Envoy |HTTP |Kubernetes |MCP |Maglev |Max-Age )\S*(?: \S+)*[^.,;:\s]$/;

test('every finding has its own id', () => {
  expect(FINDING_IDS).toEqual([...ERROR_IDS, ...WARNING_IDS]);
});

test('the findings of the group of warnings are warnings, and all others are errors', () => {
  expect(FINDING_IDS.filter((id) => CATALOGUE[id].severity === 'warning')).toEqual(WARNING_IDS);
  expect(FINDING_IDS.filter((id) => CATALOGUE[id].severity === 'error')).toEqual(ERROR_IDS);
});

test.each(FINDING_IDS)('%s has an id in kebab case, and a cause and a remedy that are clauses', (id) => {
  expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  expect(CATALOGUE[id].cause).toMatch(CLAUSE);
  expect(CATALOGUE[id].remedy).toMatch(CLAUSE);
  expect(CATALOGUE[id].remedy).toMatch(/^[a-z]/);
});

test('all warnings of constructs can be acknowledged, and errors that another app or the author may settle', () => {
  expect(ACKNOWLEDGEABLE_IDS).toEqual([
    'missed-route',
    'replaced-policy',
    'session-cookie-conflict',
    'patched-stickiness',
    'reference-grant',
    ...WARNING_IDS.filter((id) => id !== 'unknown-setting'),
  ]);
});
