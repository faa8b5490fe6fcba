import { defineConfig } from 'vitest/config'

export default defineConfig({
  // graphql ships two builds; Vite would take one for our files while Pothos and Yoga, run by Node, take the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000 },
})
