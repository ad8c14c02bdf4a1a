const { transform } = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/*.test.ts'],
  transform,
  testTimeout: 600_000,
  maxWorkers: 2,
  verbose: true,
};
