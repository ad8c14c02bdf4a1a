import { problemsOf } from '../chart';

const backendRefs = [{ name: 'api', port: 80 }];

test.each(['a\nb', 'a\rb', 'a\0b'])('%j is no text for Envoy, but for a payload', (value) => {
  const message = `got ${JSON.stringify(value)}; allowed: a text without line breaks and NUL; remedy: remove them.`;
  const filters = [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: value } } }];
  expect(problemsOf({ http: [{ backendRefs, filters: filters as never }] })).toEqual([
    `http[0].filters[0].urlRewrite.path.replaceFullPath: ${message}`,
  ]);
  const override = (response: object) => ({
    responseOverride: [{ match: { statusCodes: [{ value: 404 }] }, response }],
  });
  expect(problemsOf({ trafficPolicy: override({ contentType: value }) as never })).toEqual([
    `trafficPolicy.responseOverride[0].response.contentType: ${message}`,
  ]);
  expect(problemsOf({ trafficPolicy: override({ body: { inline: value } }) as never })).toEqual([]);
});
