import { defineConfig } from 'vitest/config'

/** Rooms whose tests leave nothing behind in their process: it goes on to the next file, and what files import is read once. */
const SHARING =
  '{catalogue,config,coverage,facts,feeds,geography,graphql,intake,merge,model,quality,standard,store,taxonomy,web}'

export default defineConfig({
  // graphql ships two builds; Vite would take one for our files while Pothos and Yoga, run by Node, take the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    testTimeout: 20_000,
    setupFiles: ['test/fix-seed.ts'],
    projects: [
      { extends: true, test: { name: 'rooms', include: [`test/${SHARING}/**/*.test.ts`], isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [`test/${SHARING}/**`] } },
    ],
  },
})
