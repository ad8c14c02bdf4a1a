import { App } from 'cdk8s';
import { AgentTools } from './agent-tools';
import { Quotes } from './quotes';
import { Shop } from './shop';

const app = new App();
new AgentTools(app, 'agent-tools', { namespace: 'agent-tools' });
new Shop(app, 'shop', { namespace: 'shop' });
new Quotes(app, 'quotes', { namespace: 'quotes' });
app.synth();
