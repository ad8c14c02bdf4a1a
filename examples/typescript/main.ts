import { App } from 'cdk8s';
import { McpServer } from './mcp-server';
import { Quotes } from './quotes';
import { Rooms } from './rooms';
import { Shop } from './shop';

const app = new App();
new McpServer(app, 'mcp-server', { namespace: 'mcp-server' });
new Shop(app, 'shop', { namespace: 'shop' });
new Quotes(app, 'quotes', { namespace: 'quotes' });
new Rooms(app, 'rooms', { namespace: 'rooms' });
app.synth();
