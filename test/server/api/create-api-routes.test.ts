import { describe, expect, it } from 'vitest'

import { readOperations } from '../../../src/graphql/operations/read-operations.ts'
import { createSchema } from '../../../src/graphql/schema.ts'
import { createApiRoutes } from '../../../src/server/api/create-api-routes.ts'
import type { ExportSlots } from '../../../src/server/exports/export-slots.ts'
import { createKeyGate } from '../../../src/server/key-gate.ts'
import type { Route } from '../../../src/server/routes.ts'
import { startServer, send } from '../listening-server.ts'

const SLOTS: ExportSlots = { take: () => true, giveBack() {} }
const SCHEMA = createSchema()

/** A server whose list of areas has so many pages of nothing. */
async function answer(pages: number, slots: ExportSlots, isKeyNeeded = false) {
  const access = { isKeyNeededForExports: isKeyNeeded, keys: [], rates: [] }
  const keys = createKeyGate(() => access)
  let asked = 0
  const routes = createApiRoutes({ schema: SCHEMA, slots, keys, operations: readOperations() })
    .filter(({ path }) => path === '/api/areas/find.csv')
    .map((route): Route => ({
      ...route,
      path: '/tried.csv',
      answer: (visit) =>
        route.answer({
          ...visit,
          ask() {
            asked += 1
            const pageInfo = { hasNextPage: asked < pages, endCursor: 'c' }
            return Promise.resolve({ data: { areas: { totalCount: 0, edges: [], pageInfo } }, errors: [] })
          },
        }),
    }))
  const { server, port } = await startServer({ routes })
  try {
    return await send(port, { method: 'GET', path: '/tried.csv' })
  } finally {
    await server.drain()
  }
}

describe('a list of several pages', () => {
  it.each([
    ['at once', false],
    ['by another process', Promise.resolve(false)],
  ])('is refused in its own form where all exports are under way, as is said %s', async (_, given) => {
    const { status, text, headers } = await answer(2, { ...SLOTS, take: () => given })
    expect([status, headers['retry-after'], text]).toEqual([429, '10', expect.stringContaining('TOO_MANY_EXPORTS')])
    expect((await answer(1, { ...SLOTS, take: () => given })).status).toBe(200)
  })

  it('gives its slot back', async () => {
    let taken = 0
    const slots = { take: () => ++taken > 0, giveBack: () => void (taken -= 1) }
    expect((await answer(3, slots)).status).toBe(200)
    expect(taken).toBe(0)
  })

  it('needs a key where exports do, which a single page does not', async () => {
    const { status, text } = await answer(2, SLOTS, true)
    expect([status, text]).toEqual([401, expect.stringContaining('KEY_REQUIRED')])
    expect((await answer(1, SLOTS, true)).status).toBe(200)
  })
})
