import { expect, it, onTestFinished } from 'vitest'

import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { DamagedDataError } from '../../src/model/damaged-data-error.ts'
import { endlessServices } from './exports/endless-services.ts'
import { send, startServer } from './listening-server.ts'

const QUERY = '{ services(first: 1) { edges { node { name } } } }'
const KEY = { keys: [], isKeyNeededForExports: false, rates: [], keyNeededOverCost: 1_000 }

type Server = Awaited<ReturnType<typeof serve>>

/** A server that keeps no answer itself, and how often anything was run on it. */
async function serve(overrides: Parameters<typeof startServer>[0] = {}) {
  let standing = 'fresh'
  let made = 0
  const listening = await startServer({
    schema: endlessServices(() => (made += 1), 1),
    standing: () => standing,
    limits: { answerMaxAgeMs: 0 },
    routes: [
      {
        path: '/page',
        isKept: true,
        async answer({ ask, search }) {
          const { data } = await ask({ query: QUERY })
          return { status: 200, headers: {}, body: `${search} ${JSON.stringify(data)}` }
        },
      },
    ],
    ...overrides,
  })
  onTestFinished(() => listening.server.drain())
  return {
    ...listening,
    made: () => made,
    changeGeneration: () => (listening.generation += '+'),
    changeStanding: () => (standing += '+'),
  }
}

const WAYS = [
  ['an operation by GET', { method: 'GET', path: `/graphql?query=${encodeURIComponent(QUERY)}` }],
  ['an operation by POST', { body: JSON.stringify({ query: QUERY }) }],
  ['a page', { method: 'GET', path: '/page?a=1' }],
  ['an export', { method: 'GET', path: '/export/services.csv' }],
] as const

it.each(WAYS)('%s is unchanged while the state is, and nothing is run to say so', async (_way, request) => {
  const { port, made } = await serve()
  const { headers, status } = await send(port, request)
  const before = made()
  expect([status, before]).toEqual([200, 1])
  const again = await send(port, { ...request, headers: { 'if-none-match': `"x", ${headers.etag}` } })
  expect(again).toMatchObject({ status: 304, text: '', headers: { etag: headers.etag, vary: expect.any(String) } })
  expect(again.headers['cache-control']).toBe(headers['cache-control'])
  expect(made()).toBe(before)
})

const CHANGES: readonly (readonly [string, (server: Server) => unknown])[] = [
  ['the data', ({ changeGeneration }) => changeGeneration()],
  ['how feeds stand', ({ changeStanding }) => changeStanding()],
]

it.each(CHANGES)(
  'what may have changed by %s is made again, and an equal answer is not sent again',
  async (_what, change) => {
    const server = await serve()
    for (const [way, request] of WAYS) {
      const { headers } = await send(server.port, request)
      change(server)
      const before = server.made()
      const again = await send(server.port, { ...request, headers: { 'if-none-match': String(headers.etag) } })
      // A file is sent as it is made: what it will be is not known before.
      expect([way, again.status]).toEqual([way, way === 'an export' ? 200 : 304])
      expect(server.made()).toBe(before + 1)
      expect(again.headers.etag).not.toBe(headers.etag)
    }
  },
)

it.each(CHANGES)('an answer kept here is not given any more once %s are others', async (_what, change) => {
  const server = await serve({ limits: {} })
  for (const [way, request] of WAYS.filter(([each]) => each !== 'an export')) {
    // It is kept when it comes a second time.
    for (const _ of [1, 2]) await send(server.port, request)
    const before = server.made()
    await send(server.port, request)
    expect([way, server.made()]).toEqual([way, before])
    change(server)
    await send(server.port, request)
    expect([way, server.made()]).toEqual([way, before + 1])
  }
})

it('another question is another answer, whatever the client holds', async () => {
  const { port } = await serve()
  const { headers } = await send(port, { method: 'GET', path: '/page?a=1' })
  const other = await send(port, {
    method: 'GET',
    path: '/page?a=2',
    headers: { 'if-none-match': String(headers.etag) },
  })
  expect(other).toMatchObject({ status: 200, text: expect.stringContaining('a=2') })
})

it('says nothing by its tag alone where operations may need a key', async () => {
  const { port, made } = await serve({ access: () => KEY })
  const [, request] = WAYS[0]
  const { headers } = await send(port, request)
  await send(port, { ...request, headers: { 'if-none-match': String(headers.etag) } })
  expect(made()).toBe(2)
})

it('gives a file that may end in an error to nobody to keep', async () => {
  let page = 0
  const schema = endlessServices(() => {
    page += 1
    if (page === 2) throw new Error('once')
  }, 3)
  const { port } = await serve({ schema })
  for (const end of ['"error"', '"end"']) {
    const { headers, text } = await send(port, { method: 'GET', path: '/export/records.ndjson' })
    expect([headers.etag, headers['cache-control'], text]).toEqual([
      undefined,
      'no-store',
      expect.stringContaining(end),
    ])
  }
})

it.each([
  ['there is nothing to answer from yet', { generation: () => '' }],
  [
    'what says how feeds stand is damaged',
    {
      standing() {
        throw new DamagedDataError()
      },
    },
  ],
])('answers, and never by its tag alone, while %s', async (_when, overrides) => {
  const { port, made } = await serve(overrides)
  for (const [way, request] of WAYS) {
    const { headers } = await send(port, request)
    const before = made()
    const again = await send(port, { ...request, headers: { 'if-none-match': String(headers.etag) } })
    expect([way, again.status, made()]).toEqual([way, way === 'an export' ? 200 : 304, before + 1])
  }
})

it('gives other operations after a restart with others, whatever the client holds', async () => {
  const [first] = readOperations()
  if (first === undefined) throw new Error('there are no operations')
  const request = { method: 'GET', path: '/operations.json' }
  const before = await serve({ operations: [first] })
  const { headers } = await send(before.port, request)
  const holding = { ...request, headers: { 'if-none-match': String(headers.etag) } }
  const same = await serve({ operations: [first] })
  const other = await serve({
    operations: [{ ...first, document: `${first.document}# Changed.\n`, notes: 'Changed.' }],
  })
  const answers = [await send(same.port, holding), await send(other.port, holding)]
  expect(answers.map(({ status }) => status)).toEqual([304, 200])
  expect(answers[1]?.text).toContain('Changed.')
})
