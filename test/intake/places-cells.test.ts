import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { EAST, FORD, importShire, placedService, SHIRE, WEST } from '../gateway/areas-shire.ts'
import { startFakeCouncil } from '../gateway/fake-council.ts'
import { startGateway, testConfig, testFeed } from '../gateway/start-gateway.ts'

/** Every cell there should be: areas where a service is available, by each of its terms and by none. */
const WANTED = `SELECT a.aid, t.tid, a.sid FROM service_area a
  JOIN (SELECT sid, tid FROM service_term UNION ALL SELECT sid, 0 FROM service) t USING (sid) WHERE (a.bases & 8) <> 0`

function readCells(dataDir: string) {
  const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'), { readOnly: true })
  const all = (sql: string) => db.prepare(sql).all()
  const answer = {
    count: Number(all('SELECT count(*) AS n FROM cell')[0]?.['n']),
    lacking: all(`${WANTED} EXCEPT SELECT aid, tid, sid FROM cell`),
    stray: all(`SELECT aid, tid, sid FROM cell EXCEPT ${WANTED}`),
    facts: all(`SELECT DISTINCT s.uid, c.facts FROM cell c JOIN service s USING (sid) ORDER BY 1`),
    inAll: all(
      `SELECT s.uid FROM cell c JOIN service s USING (sid) JOIN area a ON a.aid = -c.aid WHERE c.tid = 0 AND a.code = '${SHIRE}'`,
    ).map((row) => row['uid']),
  }
  db.close()
  return answer
}

const withTerm = (
  id: string,
  code: string,
  parent: string | undefined,
  areas: readonly { name: string }[],
  more = {},
) => ({
  ...placedService(id, areas, [], {
    attributes: [
      {
        id: `${id}-at`,
        taxonomy_term: {
          id: code,
          code,
          name: `Term ${code}`,
          ...(parent === undefined ? {} : { parent_id: parent }),
          taxonomy_detail: { id: 'tx', name: 'Own words' },
        },
      },
    ],
    ...more,
  }),
})

it('keeps a cell for every area and term of a service, through changes of either and of what it says', async () => {
  const dataDir = await importShire()
  const council = await startFakeCouncil([
    withTerm('a', 't1', undefined, [{ name: 'Westham' }]),
    withTerm('b', 't2', 't1', [{ name: 'Downshire' }], {
      schedules: [{ id: 's', freq: 'WEEKLY', byday: 'MO' }],
      cost_options: [{ id: 'c', amount: 0 }],
    }),
    placedService('c'),
  ])
  onTestFinished(() => council.close())
  const feed = testFeed('north', council.url, { areas: [EAST] })
  const gateway = await startGateway(testConfig([feed]), { dataDir })
  await gateway.refreshAll()
  const first = readCells(dataDir)
  expect(first).toMatchObject({ lacking: [], stray: [], inAll: ['north/b'] })
  const isFull = 1 << 17
  const [serves, publisher] = [3 << 15, 1 << 15]
  const mondayExactly = ((1 | 128) << 3) | (1 << 11)
  const free = 2 << 1
  expect(first.facts).toEqual([
    { uid: 'north/a', facts: isFull | serves | (3 << 12) | 1 },
    { uid: 'north/b', facts: isFull | serves | (3 << 12) | mondayExactly | free | 1 },
    { uid: 'north/c', facts: isFull | publisher | 1 },
  ])

  // Another area, a term gone, a record gone, a term that gains a parent, a feed that moves.
  council.services = [
    withTerm('a', 't3', undefined, [{ name: 'Fordmouth' }]),
    withTerm('b', 't2', 't3', [{ name: 'Downshire' }]),
    withTerm('d', 't3', 't1', []),
  ].map((service) => ({ ...service, list: { ...service.list, last_modified: '2026-11-22T00:00:00Z' } }))
  await gateway.refreshAll()
  const second = readCells(dataDir)
  expect(second).toMatchObject({ lacking: [], stray: [] })
  expect(second.count).toBeGreaterThan(20)
  await gateway.reload(testConfig([{ ...feed, areas: [FORD, WEST] }]))
  expect(readCells(dataDir)).toMatchObject({ lacking: [], stray: [] })
  await gateway.reload(testConfig([]))
  expect(readCells(dataDir)).toMatchObject({ count: 0, lacking: [] })
})
