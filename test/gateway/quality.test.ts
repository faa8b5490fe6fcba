import { describe, expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil, type FakeCouncil, type StatedService } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'
import { lunchClub } from './listed-twice.ts'

const DAY_MS = 86_400_000

interface Council {
  readonly gateway: TestGateway
  readonly council: FakeCouncil
  readonly clock: { ms: number }
}

async function startCouncil(services: readonly StatedService[]): Promise<Council> {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  const clock = { ms: START }
  const gateway = await startGateway(testConfig([testFeed('east', council.url)]), { now: () => clock.ms })
  await gateway.refreshAll()
  return { gateway, council, clock }
}

const QUALITY = `{ services { nodes { originId quality { score band richness freshness findability validity version issues { code path severity } } } } }`

/** Named alike but for their ids, so that only quality distinguishes them. */
const three = [
  lunchClub({ id: 'bare', name: 'Alpha Reading Room', phone: '0117 496 0201', organization: 'Alpha Readers' }),
  lunchClub({
    id: 'good',
    name: 'Beta Sewing Circle',
    phone: '0117 496 0202',
    organization: 'Beta Stitchers',
    assured: '2026-11-01',
    description: 'Sewing together.',
    more: {
      url: 'https://beta-stitchers.org.uk/circle',
      email: 'hello@beta-stitchers.org.uk',
      minimum_age: 18,
      contacts: [{ id: 'c1', name: 'The circle' }],
      service_areas: [{ id: 'sa1', name: 'England' }],
      schedules: [
        { id: 's1', freq: 'WEEKLY', byday: 'MO', opens_at: '10:00', closes_at: '12:00', attending_type: 'in person' },
      ],
    },
  }),
  lunchClub({
    id: 'middling',
    name: 'Gamma Choir',
    phone: '0117 496 0203',
    organization: 'Gamma Singers',
    assured: '2026-11-01',
  }),
]

describe('the quality of a record', () => {
  it('is worked from what the record states, with what lowers it', async () => {
    const { gateway } = await startCouncil([
      lunchClub({
        id: 'worked',
        name: 'Evening Repair Table',
        more: { url: 'https://repairtable.org.uk', minimum_age: 9 },
      }),
    ])
    const { data, errors } = await gateway.ask(QUALITY)
    expect(errors).toBeUndefined()
    const [{ quality }] = data.services.nodes
    // Filled: name 10, url 2, ages 2 of 32, further 12 with accessibility for its site: 14 of 44.
    expect(quality.richness).toBeCloseTo(14 / 44, 5)
    // Never assured, no change stated. A url, a phone and a site at a point: .30 + .30. No defect.
    expect(quality).toMatchObject({ freshness: 0, findability: 0.6, validity: 1, version: 'orukq/2' })
    expect(quality.score).toBeCloseTo(100 * (0.3 * (14 / 44) + 0.25 * 0.6 + 0.2), 1)
    expect(quality.band).toBe('C')
    expect(quality.issues).toContainEqual({ code: 'NOT_ASSURED', path: 'assured_date', severity: 'INFO' })
  })

  it('orders services, best first, and filters them', async () => {
    const { gateway } = await startCouncil(three)
    const { data } = await gateway.ask('{ services(orderBy: QUALITY_DESC) { nodes { originId quality { score } } } }')
    const ids = data.services.nodes.map(({ originId }: { originId: string }) => originId)
    expect(ids).toEqual(['good', 'middling', 'bare'])
    const least = data.services.nodes[1].quality.score
    const filtered = await gateway.ask(
      'query ($least: Float) { services(where: { minQuality: $least }) { totalCount nodes { originId } } }',
      { least },
    )
    expect(filtered.data.services).toMatchObject({
      totalCount: 2,
      nodes: [{ originId: 'good' }, { originId: 'middling' }],
    })
  })

  it('pages through that order without losing or repeating any', async () => {
    const { gateway } = await startCouncil(three)
    const seen: string[] = []
    for (let after: string | null = null; ;) {
      const { data } = await gateway.ask(
        'query ($after: String) { services(orderBy: QUALITY_DESC, first: 1, after: $after) { pageInfo { hasNextPage endCursor } nodes { originId } } }',
        { after },
      )
      seen.push(data.services.nodes[0].originId)
      if (!data.services.pageInfo.hasNextPage) break
      after = data.services.pageInfo.endCursor
    }
    expect(seen).toEqual(['good', 'middling', 'bare'])
  })

  it('fades by the day, also where the feed states nothing new', async () => {
    const { gateway, clock } = await startCouncil(three)
    const before = await gateway.ask(QUALITY)
    clock.ms = START + 200 * DAY_MS
    await gateway.refreshAll()
    const after = await gateway.ask(QUALITY)
    const scoreOf = (answer: typeof before, id: string) =>
      answer.data.services.nodes.find(({ originId }: { originId: string }) => originId === id).quality
    expect(scoreOf(before, 'good').freshness).toBe(1)
    // 222 days since assured: (365 − 222) / 275.
    expect(scoreOf(after, 'good').freshness).toBeCloseTo(143 / 275, 5)
    expect(scoreOf(after, 'good').score).toBeLessThan(scoreOf(before, 'good').score)
  })

  it('follows the record when it is mended', async () => {
    const { gateway, council } = await startCouncil([lunchClub({ id: 'bare' })])
    const before = (await gateway.ask(QUALITY)).data.services.nodes[0].quality.score
    council.services = [lunchClub({ id: 'bare', assured: '2026-11-20', description: 'Lunch together.' })]
    await gateway.refreshAll()
    expect((await gateway.ask(QUALITY)).data.services.nodes[0].quality.score).toBeGreaterThan(before + 20)
  })
})

describe('a feed as a whole', () => {
  const MEASURES = `{ feed(slug: "east") { content { qualityBands { a b c d } }
    measures { availability refreshes pagingComplete repeatedIds idStability listDetailAgreement duplicates churnPerWeek medianQuality } } }`

  it('is measured by its records and its refreshes', async () => {
    const { gateway, council, clock } = await startCouncil(three)
    clock.ms += 7 * DAY_MS
    council.services = three.slice(0, 2)
    await gateway.refreshAll()
    council.intercept = (_request, response) => {
      response.writeHead(503).end()
      return true
    }
    clock.ms += 60_000
    await gateway.refreshAll()
    const { data, errors } = await gateway.ask(MEASURES)
    expect(errors).toBeUndefined()
    const { a, b, c, d } = data.feed.content.qualityBands
    expect(a + b + c + d).toBe(2)
    expect(data.feed.measures).toMatchObject({
      refreshes: 3,
      pagingComplete: 1,
      repeatedIds: 0,
      listDetailAgreement: 1,
      duplicates: 0,
    })
    expect(data.feed.measures.availability).toBeCloseTo(2 / 3, 5)
    expect(data.feed.measures.idStability).toBeCloseTo(2 / 3, 5)
    expect(data.feed.measures.churnPerWeek).toBeCloseTo(0.5, 2)
  })

  it('is not measured by what there is not', async () => {
    const { gateway } = await startCouncil([])
    const { data } = await gateway.ask(MEASURES)
    expect(data.feed.measures).toMatchObject({
      pagingComplete: null,
      idStability: null,
      listDetailAgreement: null,
      medianQuality: null,
    })
    expect(data.feed.content.qualityBands).toBeNull()
  })
})
