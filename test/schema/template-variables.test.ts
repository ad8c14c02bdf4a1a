import { hasTemplateVariable } from '../../../src/checks/props/template-variables';

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
