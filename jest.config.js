/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/examples', '<rootDir>/imports', '<rootDir>/src', '<rootDir>/test'],
  testPathIgnorePatterns: ['<rootDir>/test/(cluster|languages)/'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  setupFilesAfterEnv: ['<rootDir>/test/support/quiet.ts'],
  moduleNameMapper: { '^cdk8s-sticky-gateway-route$': '<rootDir>/src' },
  collectCoverageFrom: ['src/**/*.ts'],
  coveragePathIgnorePatterns: ['<rootDir>/src/schema/generated/'],
  coverageThreshold: { global: { branches: 95, lines: 95 } },
};
