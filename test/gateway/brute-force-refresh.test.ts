import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const NAMES = 'Acorn Bramble Cedar Damson Elder Fern Gorse Hazel Ivy Juniper Kale Larch Maple Nettle Oak Pine'.split(
  ' ',
)
const SIZE = 12

interface Stated {
  readonly id: string
  readonly name: string
  readonly modified: string
}

function statedOf({ id, name, modified }: Stated): StatedService {
  return {
    id,
    list: {
      name,
      description: 'A group for all.',
      status: 'active',
      last_modified: modified,
      organization: { id: 'o1', name: 'Town Trust', description: 'A trust.' },
    },
    detail: {},
  }
}

const name = fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES)).map((pair) => pair.join(' '))
const modified = fc
  .integer({ min: 0, max: 1_000 })
  .map((hours) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000).toISOString())
const services = fc
  .array(fc.record({ name, modified }), { minLength: 30, maxLength: 60 })
  .map((list) => list.map((stated, at): Stated => ({ id: `s${at}`, ...stated })))
/** What becomes of each service in the refresh: most stay as they are. */
const change = fc.constantFrom('stay', 'stay', 'stay', 'go', 'rename')

/** A list in pages, forward or backward, with a refresh after the second page. */
async function readAcross(
  order: string,
  backward: boolean,
  before: readonly Stated[],
  after: readonly Stated[],
): Promise<string[]> {
  const council = await startFakeCouncil(before.map(statedOf))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('town', council.url)]))
  await gateway.refreshAll()
  const seen: string[] = []
  for (let page = 0, cursor: string | null = null; ; page += 1) {
    if (page === 2) {
      council.services = after.map(statedOf)
      await gateway.refreshAll()
    }
    const where = order === 'RELEVANCE' ? 'where: { text: "group" }, ' : ''
    const slice = backward ? `last: ${SIZE}, before: $cursor` : `first: ${SIZE}, after: $cursor`
    const { data, errors } = await gateway.ask(
      `query ($cursor: String) { services(${where}orderBy: ${order}, duplicates: KEEP, ${slice}) { nodes { originId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      { cursor },
    )
    expect(errors).toBeUndefined()
    const { nodes, pageInfo } = data.services
    seen.push(...(backward ? nodes.toReversed() : nodes).map(({ originId }: { originId: string }) => originId))
    if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) break
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor
  }
  await gateway.close()
  await council.close()
  return seen
}

it.each([
  ['NAME', false],
  ['NAME', true],
  ['LAST_MODIFIED_DESC', false],
  ['RELEVANCE', false],
])(
  'gives every service that stays as it is once, in order %s (backward: %s), when the feed is refreshed between pages',
  async (order, backward) => {
    await fc.assert(
      fc.asyncProperty(
        services,
        fc.array(change, { minLength: 60, maxLength: 60 }),
        name,
        async (before, changes, other) => {
          const after = before.flatMap((stated, at) =>
            changes[at] === 'go' ? [] : [changes[at] === 'rename' ? { ...stated, name: other } : stated],
          )
          // A list that loses half of its services is held back: that is another promise.
          fc.pre(after.length > before.length * 0.6)
          const seen = await readAcross(order, backward, before, after)
          const stayed = before.filter((_, at) => changes[at] === 'stay').map(({ id }) => id)
          expect(seen.filter((id) => stayed.includes(id)).toSorted()).toEqual(stayed.toSorted())
        },
      ),
      { numRuns: 1 },
    )
  },
  60_000,
)
