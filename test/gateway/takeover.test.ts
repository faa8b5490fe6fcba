import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openWorklist } from '../../src/catalogue/scores/open-worklist.ts'
import type { FeedConfig } from '../../src/model/feed.ts'
import { importShire, WEST } from './areas-shire.ts'
import { startFakeCouncil, type FakeCouncil } from './fake-council.ts'
import { START, startGateway, type TestGateway, testConfig, testFeed } from './start-gateway.ts'
import { lunchClub } from './listed-twice.ts'

const HOUR_MS = 3_600_000
const OWN_PHONE = '0117 496 0101'
const PREMIUM_PHONE = '0906 123 4567'

const place = {
  service_at_locations: [
    {
      id: 'at',
      location: {
        id: 'hall',
        location_type: 'physical',
        latitude: 52.2,
        longitude: -0.7,
        addresses: [{ id: 'a', address_1: '12 Quay Street', city: 'Westham', postal_code: 'XX1 1AA', country: 'GB' }],
      },
    },
  ],
}

/** The club as its council lists it, and as an impostor copies it: newer, word for word, with ways to reach himself. */
const genuine = lunchClub({ id: 'g', assured: '2026-01-05', more: { ...place, url: 'https://larder.example/lunch' } })
const copy = lunchClub({
  id: 'c',
  assured: '2026-11-20',
  phone: PREMIUM_PHONE,
  more: { ...place, url: 'https://larder-help.example/lunch', email: 'help@larder-help.example' },
})
/** As it is before he shows what he is about. */
const faithful = lunchClub({ id: 'c', assured: '2026-11-01', more: { ...place, url: 'https://larder.example/lunch' } })
const description = 'A hot meal, company and a quiz every week for anybody who lives near the quay and likes to talk.'
const described = (service: typeof genuine): typeof genuine => ({ ...service, list: { ...service.list, description } })

interface Scene {
  readonly gateway: TestGateway
  readonly impostor: FakeCouncil
  readonly clock: { nowMs: number }
}

const bystander = (id: string): typeof genuine =>
  lunchClub({ id, name: 'Bell Ringing', organization: `Ringers of ${id}`, phone: '0117 496 0177' })

/** A council's feed and an impostor's, in the order in which they first list the club. */
async function start(
  order: readonly ['council' | 'impostor', 'council' | 'impostor'],
  given: Partial<Record<'council' | 'impostor', Partial<FeedConfig>>> = {},
  first = described(copy),
): Promise<Scene> {
  const councils = {
    council: await startFakeCouncil([bystander('north')]),
    impostor: await startFakeCouncil([bystander('south')]),
  }
  onTestFinished(async () => void (await Promise.all(Object.values(councils).map((each) => each.close()))))
  const clock = { nowMs: START }
  const feeds = (['council', 'impostor'] as const).map((slug) => testFeed(slug, councils[slug].url, given[slug]))
  const gateway = await startGateway(testConfig(feeds), { dataDir: await importShire(), now: () => clock.nowMs })
  for (const slug of order) {
    councils[slug].services = [...councils[slug].services, slug === 'council' ? described(genuine) : first]
    await gateway.refreshAll()
  }
  return { gateway, impostor: councils.impostor, clock }
}

async function askShown(gateway: TestGateway) {
  const { data, errors } = await gateway.ask(`{ services(where: { text: "riverside" }) { nodes { originId url
    phones { number } alsoListedBy { originId } cluster { conflicts { field values { value } } } } } }`)
  expect(errors).toBeUndefined()
  return data.services.nodes
}

it.each<readonly [string, Parameters<typeof start>]>([
  ['the feed that the configuration trusts', [['impostor', 'council'], { council: { trust: 10 } }]],
  ['the feed whose configured area holds the site', [['impostor', 'council'], { council: { areas: [WEST] } }]],
  ['the feed that was seen first', [['council', 'impostor']]],
  [
    'the trusted feed before the one whose area holds the site',
    [['impostor', 'council'], { council: { trust: 1 }, impostor: { areas: [WEST] } }],
  ],
])('a copy with a newer date and another number does not stand for the service: %s does', async (_, scene) => {
  const { gateway } = await start(...scene)
  const shown = await askShown(gateway)
  expect(shown).toHaveLength(1)
  expect(shown[0]).toMatchObject({
    originId: 'g',
    url: 'https://larder.example/lunch',
    phones: [{ number: OWN_PHONE }],
    alsoListedBy: [{ originId: 'c' }],
  })
  const phones = shown[0].cluster.conflicts.find(({ field }: { readonly field: string }) => field === 'phones')
  expect(JSON.stringify(phones.values[0].value)).toContain('+441174960101')
})

it('a newer copy that gives the same contacts may stand for the service', async () => {
  const { gateway } = await start(['council', 'impostor'], {}, described(faithful))
  expect(await askShown(gateway)).toMatchObject([{ originId: 'c', phones: [{ number: OWN_PHONE }] }])
})

it('a takeover of a merged service is undone as it is seen, noted, flagged and in the worklist of all who list it', async () => {
  const { gateway, impostor, clock } = await start(['council', 'impostor'], {}, described(faithful))
  clock.nowMs += HOUR_MS
  impostor.services = impostor.services.map((service) => (service.id === 'c' ? described(copy) : service))
  await gateway.refreshAll()
  expect(await askShown(gateway)).toMatchObject([{ originId: 'g', phones: [{ number: OWN_PHONE }] }])

  const since = new Date(START + HOUR_MS / 2).toISOString()
  const { data } = await gateway.ask(
    `{ changes(since: "${since}", kinds: [CONTACT_CHANGED]) { edges { node { kind fields record { originId } } } } }`,
  )
  expect(data.changes.edges).toMatchObject([{ node: { kind: 'CONTACT_CHANGED', record: { originId: 'c' } } }])
  expect(data.changes.edges[0].node.fields).toEqual(expect.arrayContaining(['email', 'phones', 'url']))

  const issues = await gateway.ask('{ services(duplicates: KEEP) { nodes { originId issues { code } } } }')
  const flagged = issues.data.services.nodes.filter(({ issues }: { readonly issues: readonly { code: string }[] }) =>
    issues.some(({ code }) => code === 'PREMIUM_NUMBER'),
  )
  expect(flagged).toMatchObject([{ originId: 'c' }])

  const worklist = openWorklist(join(gateway.dataDir, 'catalogue.sqlite'))
  onTestFinished(() => worklist.close())
  for (const feed of ['council', 'impostor'])
    expect(worklist.read(feed, 1)).toMatchObject([{ contactChangedAt: new Date(clock.nowMs).toISOString() }])
})

it('a change of contact of a service that nobody else lists is an update alone', async () => {
  const council = await startFakeCouncil([described(genuine)])
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('council', council.url)]))
  await gateway.refreshAll()
  council.services = [described({ ...genuine, detail: { ...copy.detail } })]
  await gateway.refreshAll()
  const { data } = await gateway.ask(
    `{ changes(since: "${new Date(START).toISOString()}") { edges { node { kind } } } }`,
  )
  expect(JSON.stringify(data)).not.toContain('CONTACT_CHANGED')
})
