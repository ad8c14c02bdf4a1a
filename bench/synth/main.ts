/** The app that `cdk8s synth` starts. */
import { apps, type Name } from './apps';

apps[process.argv[2] as Name]().synth();
