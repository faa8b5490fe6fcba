import { expect, it } from 'vitest'
import { plainServices } from './fake-council.ts'
import { serveExports } from './serve-exports.ts'

const LEAP = '2026-06-30T23:59:60Z'
const BEYOND = '9999-12-31T23:59:59-01:00'
const NO_LEAP = '2026-06-15T12:00:60Z'

const where = (filter: string): string => `{ services(where: { ${filter} }) { totalCount } }`
const changes = (argument: string): string => `{ changes(${argument}) { edges { node { at } } } }`

/** Three services modified when the leap second had passed. */
function serve() {
  const services = plainServices(3, { last_modified: '2026-07-01T00:00:00Z' })
  return serveExports(services.map((service) => ({ ...service, list: { ...service.list, ...service.detail } })))
}

it.each([
  ['modifiedSince', where(`modifiedSince: "${LEAP}"`), { services: { totalCount: 3 } }],
  ['modifiedSince a second later', where('modifiedSince: "2026-07-01T00:00:01Z"'), { services: { totalCount: 0 } }],
  ['openAt, of services without stated hours', where(`openAt: { at: "${LEAP}" }`), { services: { totalCount: 3 } }],
  ['the beginning of changes', changes(`since: "${LEAP}", first: 0`), { changes: { edges: [] } }],
  ['the end of changes', changes(`since: "2026-06-01T00:00:00Z", until: "${LEAP}"`), { changes: { edges: [] } }],
])('reads a leap second in %s', async (_what, query, data) => {
  const { gateway } = await serve()
  expect(await gateway.ask(query)).toEqual({ data })
})

it.each([NO_LEAP, BEYOND, '0000-01-01T00:00:00+00:01'])(
  'refuses %s wherever an instant is asked for',
  async (instant) => {
    const { gateway, get } = await serve()
    for (const query of [
      where(`modifiedSince: "${instant}"`),
      where(`openAt: { at: "${instant}" }`),
      changes(`since: "${instant}"`),
      changes(`since: "2026-06-01T00:00:00Z", until: "${instant}"`),
    ]) {
      const { errors } = await gateway.ask(query)
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT'])
    }
    for (const filter of [{ modifiedSince: instant }, { openAt: { at: instant } }]) {
      const response = await get('services.csv', { filter })
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('BAD_USER_INPUT')])
    }
  },
)

it('exports what a leap second asks for', async () => {
  const { get } = await serve()
  const response = await get('services.csv', { filter: { modifiedSince: LEAP } })
  expect(response.status).toBe(200)
  expect((await response.text()).trim().split('\r\n')).toHaveLength(4)
})
