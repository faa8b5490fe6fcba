import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from '../gateway/start-gateway.ts'

const RecordName = z.object({ feed: z.string(), originId: z.string() })
const Truth = z.object({
  groups: z.array(z.array(RecordName)),
  falseFriends: z.array(z.object({ records: z.array(RecordName) })),
})
type RecordName = z.infer<typeof RecordName>

const uidOf = ({ feed, originId }: RecordName): string => `${feed}/${originId}`

function pairsOf(groups: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set(
    groups.flatMap((group) => {
      const members = group.toSorted()
      return members.flatMap((a, at) => members.slice(at + 1).map((b) => `${a} ${b}`))
    }),
  )
}

/** Pairs held to be one service, and those and the ones that wait for a person, as all records tell them. */
async function readPairs(gateway: TestGateway): Promise<Readonly<Record<'merged' | 'shown', ReadonlySet<string>>>> {
  const groups: string[][] = []
  const shown: string[][] = []
  for (let after: string | null = null; ;) {
    const { data, errors } = await gateway.ask(
      `query ($after: String) { services(first: 100, after: $after, duplicates: KEEP) { pageInfo { hasNextPage endCursor }
        nodes { ...record cluster { listings { ...record } } matches(relations: [SAME_SERVICE, POSSIBLE]) { service { ...record } } } } }
       fragment record on Service { originId feed { slug } }`,
      { after },
    )
    expect(errors).toBeUndefined()
    for (const node of data.services.nodes) {
      groups.push(node.cluster.listings.map(toldUid))
      for (const { service } of node.matches) shown.push([toldUid(node), toldUid(service)])
    }
    if (!data.services.pageInfo.hasNextPage) break
    after = data.services.pageInfo.endCursor
  }
  const merged = pairsOf(groups)
  return { merged, shown: merged.union(pairsOf(shown)) }
}

function toldUid({ originId, feed }: { readonly originId: string; readonly feed: { readonly slug: string } }): string {
  return uidOf({ feed: feed.slug, originId })
}

it('finds in the sample region most of what is one service, and keeps every false friend apart', async () => {
  const truth = Truth.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../samples/truth.json'), 'utf8')))
  const councils = await startSampleCouncils()
  onTestFinished(() => councils.close())
  const feeds = sampleFeedsConfig(councils.feeds).feeds.map(({ slug, url, publisher, areas, quirks = [] }) =>
    testFeed(slug, url, { publisher, areas, quirks }),
  )
  const gateway = await startGateway(testConfig(feeds))
  await gateway.refreshAll()
  const { merged, shown } = await readPairs(gateway)
  const [right, friends] = [
    pairsOf(truth.groups.map((group) => group.map(uidOf))),
    pairsOf(truth.falseFriends.map(({ records }) => records.map(uidOf))),
  ]
  expect([...merged.intersection(friends)]).toEqual([])
  const recallOf = (pairs: ReadonlySet<string>): number => pairs.intersection(right).size / right.size
  const precision = merged.intersection(right).size / merged.size
  console.log(
    `Sample region, as served: of ${right.size} pairs merged ${recallOf(merged).toFixed(3)}, with those to review ${recallOf(shown).toFixed(3)}; precision of the merged ${precision.toFixed(3)}`,
  )
  expect(precision).toBeGreaterThanOrEqual(0.98)
  expect(recallOf(merged)).toBeGreaterThanOrEqual(0.6)
  expect(recallOf(shown)).toBeGreaterThanOrEqual(0.8)
}, 60_000)
