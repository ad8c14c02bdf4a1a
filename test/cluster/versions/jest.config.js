const base = require('../jest.config.js');

module.exports = { ...base, testMatch: ['<rootDir>/versions/*.test.ts'] };
