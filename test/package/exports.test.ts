import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const PRINT = 'console.log(StickyGatewayRoute.name, typeof Stickiness.cookie, typeof gatewayapi, typeof envoygateway)';

/** The output of a program in this folder, where Node finds the package by its name. */
const run = (type: 'commonjs' | 'module', program: string) =>
  execFileSync(process.execPath, [`--input-type=${type}`, '--eval', program], { cwd: ROOT, encoding: 'utf8' }).trim();

test.each([
  ['module', 'import { StickyGatewayRoute, Stickiness, gatewayapi, envoygateway } from "cdk8s-sticky-gateway-route";'],
  [
    'commonjs',
    'const { StickyGatewayRoute, Stickiness, gatewayapi, envoygateway } = require("cdk8s-sticky-gateway-route");',
  ],
] as const)('a %s gets the constructs and the imported classes', (type, load) => {
  expect(run(type, `${load} ${PRINT}`)).toBe('StickyGatewayRoute function object object');
});

test.each(['package.json', '.jsii'])('tools of npm and jsii find %s', (file) => {
  const program = `console.log(require.resolve('cdk8s-sticky-gateway-route/${file}'))`;
  expect(run('commonjs', program)).toBe(join(ROOT, file));
});

test('other files of the package are not for its users', () => {
  const program =
    'try { require("cdk8s-sticky-gateway-route/lib/src/collections") } catch (error) { console.log(error.code) }';
  expect(run('commonjs', program)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
});
