import { hostnameRemedy, NO_ADDRESS } from '../../../../src/checks/props/references/hostname-remedy';

const ANY = 'leave hostnames out: a route without them serves all hostnames of its listeners';

test.each([
  ['HTTP://shop.example.com/', 'write "shop.example.com"'],
  ['//shop.example.com', 'write "shop.example.com"'],
  ['"shop.example.com"', 'write "shop.example.com"'],
  ['shop.example.com:', 'write "shop.example.com"'],
  ['shop.example.com:*', 'write "shop.example.com"'],
  ['https://user:secret@shop.example.com/', 'write "shop.example.com"'],
  ['*shop.example.com', 'write "*.shop.example.com"'],
  ['None.example.com', 'set the variable from which this text is made'],
  ['.example.com', undefined],
  ['shop.example.com#top', 'write "shop.example.com"'],
  ['*.Example.com', 'write "*.example.com"'],
  ['a.example.com; b.example.com', 'write items of their own: "a.example.com", "b.example.com"'],
  ['a.example.com,', 'write "a.example.com"'],
  ['a.example.com,b_c', undefined],
  ['日本.example.com', 'write "xn--wgv71a.example.com"'],
  ['10.0.0.1:80', NO_ADDRESS],
  ['https://', undefined],
  [',', undefined],
  ['', undefined],
  ['*', ANY],
  ['https://*:443', ANY],
])('the remedy of the hostname %j is %s', (hostname, remedy) => {
  expect(hostnameRemedy(hostname, 0, 1)).toBe(remedy);
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Flux
test.each(['app.${DOMAIN}', '$(HOST)', '{{ .Values.host }}'])('the variable %s goes into a JSON patch', (hostname) => {
  expect(hostnameRemedy(hostname, 2, 16)).toContain(
    `JsonPatch.replace('/spec/hostnames/2', ${JSON.stringify(hostname)})`,
  );
});
