import { openSession } from './sdk-session.ts';
import { runSessions } from './sessions.ts';

await runSessions(openSession);
