import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { pantheros: new URL('./src/index.ts', import.meta.url).pathname } },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'fleets/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
