/** Runs a tool of jsii without its banner about Node 20, with which CI tests this package, too: `node tools/jsii.js jsii …`. */
process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION = '20';
const [tool] = process.argv.splice(2, 1);
require(`${tool}/bin/${tool}`);
