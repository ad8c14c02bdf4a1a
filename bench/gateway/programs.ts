import { join } from 'node:path';
import { repoFolder } from '../../cluster/install/paths';

const folder = join(repoFolder, '.cache', 'bench');

/** The programs that `npm run bench:gateway` compiles before it starts. */
export const programs = { backend: join(folder, 'backend'), load: join(folder, 'load') };
