import { hasTemplateVariable, hasUnsetVariable, variableRemedy } from '../../src/schema/template-variables';

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

test.each(['undefined.example.com', 'web-null', 'None', 'a/NaN'])(
  '%s is made of a variable without a value',
  (text) => {
    expect(hasUnsetVariable(text)).toBe(true);
  },
);

test.each(['undefinedness', 'nullable.example.com', 'nonesuch', ''])('%j is not', (text) => {
  expect(hasUnsetVariable(text)).toBe(false);
});
