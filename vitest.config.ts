import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*.test.ts', 'packages/**/*.test.{ts,tsx}', 'e2e/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: more workers only take turns, and every database test starts a database of its own.
    maxWorkers: 2,
  },
})
