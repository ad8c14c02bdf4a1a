import { join } from 'node:path';
import { buildPlus, plusFolder } from './cdk8s-plus';
import { ExampleApp, PACKAGES } from './example-app';
import { testExample } from './test-example';
import { testFirstChart } from './test-first-chart';

const app = new ExampleApp('go');

/** Modules that are not published, or that the module proxy of CI does not have. An author has no `replace`. */
const BUILT = {
  'github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute': join(
    PACKAGES,
    'go/stickygatewayroute',
  ),
  'github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2': join(plusFolder('go'), 'cdk8s'),
  'github.com/cdk8s-team/cdk8s-plus-go/cdk8splus33/v2': join(plusFolder('go'), 'cdk8splus33'),
};

const replacements = Object.entries(BUILT).map(([module, folder]) => `-replace=${module}=${folder}`);

test('cdk8s and cdk8s-plus are built', () => buildPlus('go'));

testExample(app, 'shop.go', () => {
  app.run('go', 'mod', 'edit', ...replacements);
  app.run('go', 'mod', 'tidy');
  app.run('go', 'vet', '.');
});

testFirstChart('Go', (commands) =>
  commands.replace('go mod tidy', `go mod edit ${replacements.join(' ')} && go mod tidy`),
);
