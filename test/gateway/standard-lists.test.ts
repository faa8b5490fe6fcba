import { expect, it, onTestFinished } from 'vitest'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { startGateway } from './start-gateway.ts'

const ALL = 'duplicates: KEEP, where: { or: [{ status: [ACTIVE] }, { not: { status: [ACTIVE] } }]'

interface Listed {
  readonly uuid: string
  readonly id: string
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  readonly hasUnreadableAges: boolean
  readonly schedules: readonly { byday: string | null; opensAt: string | null; closesAt: string | null }[]
  readonly serviceAtLocations: readonly { uuid: string; id: string; schedules: Listed['schedules'] }[]
  readonly attributes: readonly { taxonomyTerm: { uuid: string; taxonomy: { uuid: string } } | null }[]
}

const SCHEDULES = 'schedules { byday opensAt closesAt }'
const FIELDS = `uuid id minimumAge maximumAge hasUnreadableAges ${SCHEDULES} serviceAtLocations { uuid id ${SCHEDULES} }
  attributes { taxonomyTerm { uuid taxonomy { uuid } } }`

async function startRegion() {
  const councils = await startSampleCouncils()
  onTestFinished(() => councils.close())
  const config = parseFeedsConfig('the samples', JSON.stringify(sampleFeedsConfig(councils.feeds)))
  const gateway = await startGateway({ ...config, feeds: config.feeds.map((feed) => ({ ...feed, pageSize: 500 })) })
  await gateway.refreshAll()
  const listed: Listed[] = []
  for (let after: string | null = null; ;) {
    const { data } = await gateway.ask(
      `query ($after: String) { services(first: 100, after: $after, orderBy: NAME, ${ALL} }) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )
    listed.push(...data.services.nodes)
    if (!data.services.pageInfo.hasNextPage) return { gateway, listed }
    after = data.services.pageInfo.endCursor
  }
}

it('pages, filters and finds the sample region as a feed of the standard is asked', async () => {
  const { gateway, listed } = await startRegion()
  expect(new Set(listed.map(({ uuid }) => uuid)).size).toBe(listed.length)
  expect(listed.length).toBeGreaterThan(1_400)

  for (const offset of [0, 1, 99, 700, listed.length - 1, listed.length]) {
    const { data } = await gateway.ask(
      `{ services(first: 3, offset: ${offset}, orderBy: NAME, ${ALL} }) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }`,
    )
    expect(data.services.nodes).toEqual(listed.slice(offset, offset + 3).map(({ id }) => ({ id })))
    const isLast = offset + 3 >= listed.length
    expect(data.services.pageInfo).toEqual({
      hasNextPage: !isLast,
      hasPreviousPage: offset > 0 && offset < listed.length,
    })
  }

  const places = listed.flatMap(({ serviceAtLocations }) => serviceAtLocations.map(({ id }) => ({ id })))
  for (const offset of [0, 1, 500, places.length - 2]) {
    const { data } = await gateway.ask(
      `{ serviceAtLocations(first: 5, offset: ${offset}, ${ALL} }) { totalCount nodes { id } pageInfo { endCursor } } }`,
    )
    expect(data.serviceAtLocations.totalCount).toBe(places.length)
    expect(data.serviceAtLocations.nodes).toEqual(places.slice(offset, offset + 5))
    const next = await gateway.ask(
      `{ serviceAtLocations(first: 5, after: "${data.serviceAtLocations.pageInfo.endCursor}", ${ALL} }) { nodes { id } } }`,
    )
    expect(next.data.serviceAtLocations.nodes).toEqual(places.slice(offset + 5, offset + 10))
  }

  for (const service of listed.filter((_, at) => at % 97 === 0)) {
    const { data } = await gateway.ask(
      '{ service(id: "U") { id } node(id: "U") { id } }'.replaceAll('U', service.uuid.toUpperCase()),
    )
    expect(data).toEqual({ service: { id: service.id }, node: { id: service.id } })
    for (const place of service.serviceAtLocations) {
      const found = await gateway.ask(`{ node(id: "${place.uuid}") { id } }`)
      expect(found.data).toEqual({ node: { id: place.id } })
    }
  }
  const missing = await gateway.ask('{ node(id: "00000000-0000-8000-8000-000000000000") { id } }')
  expect(missing.data).toEqual({ node: null })

  const schedulesOf = (service: Listed): Listed['schedules'] => [
    ...service.schedules,
    ...service.serviceAtLocations.flatMap(({ schedules }) => schedules),
  ]
  const termsOf = ({ attributes }: Listed) => attributes.flatMap(({ taxonomyTerm }) => taxonomyTerm ?? [])
  const [term] = listed.flatMap(termsOf)
  const questions: readonly (readonly [string, (service: Listed) => boolean])[] = [
    ['minimumAgeFrom: 16', (each) => !each.hasUnreadableAges && (each.minimumAge ?? -1) >= 16],
    ['minimumAgeFrom: 998', () => false],
    ['maximumAgeTo: 12', (each) => !each.hasUnreadableAges && (each.maximumAge ?? 999) <= 12],
    ['scheduled: { day: SATURDAY }', (each) => schedulesOf(each).some(({ byday }) => byday?.includes('SA'))],
    [
      'scheduled: { opensFrom: "18:30" }',
      (each) => schedulesOf(each).some(({ opensAt }) => (opensAt ?? '') >= '18:30'),
    ],
    ['scheduled: { closesTo: "23:59" }', (each) => schedulesOf(each).some(({ closesAt }) => closesAt !== null)],
    [
      'scheduled: { day: TUESDAY, opensFrom: "13:00", closesTo: "15:00" }',
      (each) =>
        schedulesOf(each).some(
          ({ byday, opensAt, closesAt }) =>
            byday?.includes('TU') && opensAt !== null && opensAt >= '13:00' && closesAt !== null && closesAt <= '15:00',
        ),
    ],
    [
      `taxonomies: ["${term?.taxonomy.uuid}"]`,
      (each) => termsOf(each).some(({ taxonomy }) => taxonomy.uuid === term?.taxonomy.uuid),
    ],
    [
      `taxonomyTerms: { anyOf: ["${term?.uuid}"], descendants: false, mapped: false }`,
      (each) => termsOf(each).some(({ uuid }) => uuid === term?.uuid),
    ],
  ]
  for (const [asked, isMeant] of questions) {
    const { data, errors } = await gateway.ask(`{ services(first: 1, ${ALL}, ${asked} }) { totalCount } }`)
    expect(errors, asked).toBeUndefined()
    expect(data.services.totalCount, asked).toBe(listed.filter(isMeant).length)
  }
}, 60_000)

it.each([
  ['offset: -1', /`offset` is -1: give 0 or more/],
  ['offset: 5, last: 2', /`offset` counts from the start/],
  ['where: { scheduled: {} }', /Say what a schedule must state/],
  ['where: { taxonomies: ["no such scheme"] }', /has the taxonomy “no such scheme”/],
])('refuses services(%s) with what to do', async (args, sentence) => {
  const gateway = await startGateway({ feeds: [], allowPrivateHosts: [], hosts: [], showAssurers: false })
  const { errors } = await gateway.ask(`{ services(${args}) { totalCount nodes { id } } }`)
  expect(errors?.[0]?.message).toMatch(sentence)
})
