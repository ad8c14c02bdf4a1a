import { createServer } from 'node:http';
import { serveSession } from './sessions.ts';

createServer(serveSession).listen(Number(process.env.PORT), process.env.ADDRESS, () => console.log('listening'));
