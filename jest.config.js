const { availableParallelism } = require('node:os');

// Jest runs what tsc compiled: `npm test` builds first.
/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/dist/test'],
  testMatch: ['**/*.test.js'],
  testEnvironment: 'node',
  transform: {},
  // Tests start real servers and databases; on a busy machine that takes its time.
  testTimeout: 60_000,
  // At least two: Jest would leave one of two processors alone, and much of the time tests wait.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // What modules and tests leave behind in a process slows down whoever comes after: a new one goes on.
  workerIdleMemoryLimit: '600MB',
};
