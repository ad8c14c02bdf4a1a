import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPlus, plusFolder } from './cdk8s-plus';
import { ExampleApp, PACKAGES } from './example-app';
import { testExample } from './test-example';
import { testFirstChart } from './test-first-chart';

const app = new ExampleApp('java');
const localRepository = join(__dirname, '../../.cache/languages/m2');
const options = [`--settings=${join(app.folder, 'settings.xml')}`, `-Dmaven.repo.local=${localRepository}`];

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
  app.write('settings.xml', settings);
  app.write('.mvn/maven.config', options.join('\n'));
  app.run('mvn', '--quiet', 'compile');
});

testFirstChart('Java', (commands) => commands.replace('mvn', `mvn ${options.join(' ')}`));
