import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPlus, plusFolder } from './cdk8s-plus';
import { ExampleApp, PACKAGES } from './example-app';
import { testExample } from './test-example';

const app = new ExampleApp('java');
const localRepository = join(__dirname, '../../.cache/languages/m2');

/** Maven Central has cdk8s and constructs. */
const settings = `<settings>
  <profiles>
    <profile>
      <id>built</id>
      <repositories>
        <repository><id>package</id><url>file://${join(PACKAGES, 'java')}</url></repository>
        <repository><id>plus</id><url>file://${plusFolder('java')}</url></repository>
      </repositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>built</activeProfile></activeProfiles>
</settings>
`;

test('cdk8s-plus is built', () => buildPlus('java'));

testExample(app, 'src/main/java/com/example/Shop.java', () => {
  // Maven never asks again for a version that it has.
  rmSync(join(localRepository, 'io/github/cdk8s-sticky-gateway-route'), { recursive: true, force: true });
  mkdirSync(join(app.folder, '.mvn'));
  writeFileSync(join(app.folder, 'settings.xml'), settings);
  writeFileSync(
    join(app.folder, '.mvn/maven.config'),
    `--settings=settings.xml\n-Dmaven.repo.local=${localRepository}\n`,
  );
  app.run('mvn', '--quiet', 'compile');
});
