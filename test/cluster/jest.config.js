const { join } = require('node:path');

module.exports = {
  rootDir: __dirname,
  cacheDirectory: join(__dirname, '..', '..', '.cache', 'cluster', 'jest'),
  testMatch: ['<rootDir>/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/mcp/node_modules/'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: {
    '^cdk8s-sticky-gateway-route$': join(__dirname, '..', '..', 'src', 'index.ts'),
    '^cdk8s-sticky-gateway-route/lib/src/(.*)$': join(__dirname, '..', '..', 'src', '$1'),
  },
  globalSetup: join(__dirname, '..', '..', 'cluster', 'control-plane', 'start.ts'),
  testTimeout: 120_000,
  maxWorkers: 1,
  verbose: true,
};
