/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: {
    '^cdk8s-sticky-gateway-route$': '<rootDir>/../src',
    '^cdk8s-sticky-gateway-route/command$': '<rootDir>/../src/command.ts',
  },
  collectCoverageFrom: ['src/**/*.ts', '!src/main.ts'],
  coverageThreshold: { global: { branches: 90, lines: 95 } },
};
