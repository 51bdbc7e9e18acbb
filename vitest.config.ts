import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Native parts (TensorFlow, DuckDB, koffi) do not survive worker threads; processes do.
    pool: 'forks',
    maxWorkers: 2,
    // A limit for what hangs, not for what is slow.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
