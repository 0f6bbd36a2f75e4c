// Jest runs what tsc compiled: `npm test` builds first.
/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/dist/test'],
  testMatch: ['**/*.test.js'],
  testEnvironment: 'node',
  transform: {},
  // Tests start real servers and databases; on a busy machine that takes its time.
  testTimeout: 30_000,
};
