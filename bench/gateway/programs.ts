import { join } from 'node:path';
import { repoFolder } from '../../test/cluster/harness/pins';

const folder = join(repoFolder, '.cache', 'bench');

/** What `npm run bench:gateway` compiles beforehand. */
export const programs = { backend: join(folder, 'backend'), load: join(folder, 'load') };
