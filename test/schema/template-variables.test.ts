import { hasTemplateVariable, variableRemedy } from '../../src/schema/template-variables';

// biome-ignore lint/suspicious/noTemplateCurlyInString: variables of other tools
test.each(['{{ .Release.Name }}', '{{.Values.name}}-web', '${NS}', 'web-$(NS)', '$NS', '$ns'])(
  '%s has a variable',
  (text) => {
    expect(hasTemplateVariable(text)).toBe(true);
  },
);

test.each(['web', 'web$', '{web}', '$1', ''])('%j has none', (text) => {
  expect(hasTemplateVariable(text)).toBe(false);
});

test('only a text with a variable is to be computed', () => {
  expect(variableRemedy('web-$NS')).toContain('process.env');
  expect(variableRemedy('web')).toBe(undefined);
});
