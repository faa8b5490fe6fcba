import { getOperationAST, type GraphQLSchema, parse, validate } from 'graphql'
import { expect, it, onTestFinished } from 'vitest'
import type { KeptTexts } from '../../src/graphql/kept-texts.ts'
import { errorsOfFailures } from '../../src/graphql/node/detail-failures.ts'
import { DEFAULT_LIMITS } from '../../src/server/limits.ts'
import { measureDocument } from '../../src/server/measure-document.ts'
import { runOperation } from '../run-operation.ts'
import { createRandom } from '../create-random.ts'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { createGenerator } from './fuzz/generate-operation.ts'
import { START, startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

const QUESTIONS = 60
const DAY_MS = 86_400_000

/** Services that say much, the last of them without a detail; two councils list the same. */
function statedServices(council: string): StatedService[] {
  return Array.from({ length: 6 }, (_, index) => ({
    id: `s${index}`,
    list: {
      name: `Lunch Club ${index} “é”`,
      description: 'A hot lunch and company for older people, every Monday at noon in the hall.',
      status: 'active',
      url: `https://lunch-${index}.example`,
      organization: { id: `o${index % 3}`, name: `Trust ${index % 3}`, description: 'x', website: 'https://t.example' },
    },
    ...(index < 5 && {
      detail: {
        assured_date: '2026-11-01',
        assurer_email: `assurer@${council}.example`,
        service_at_locations: [
          {
            id: `sal${index}`,
            location: {
              id: `l${index % 4}`,
              location_type: 'physical',
              name: `Hall ${index % 4}`,
              latitude: 52.1 + (index % 4) / 100,
              longitude: -1,
              addresses: [{ id: 'a', address_1: `${index % 4} High Street`, city: 'Town', postal_code: 'ZZ1 1AA' }],
            },
          },
        ],
        attributes: [
          { id: `at${index}`, taxonomy_term: { id: `t${index % 2}`, name: `Term ${index % 2}`, taxonomy: 'Local' } },
        ],
        schedules: [{ id: `sc${index}`, freq: 'WEEKLY', byday: 'MO', opens_at: '12:00', closes_at: '13:00' }],
        phones: [{ id: `p${index}`, number: '01632 960001' }],
        cost_options: [{ id: `c${index}`, option: 'Free' }],
      },
    }),
  }))
}

async function startTwo() {
  const councils = await Promise.all(['north', 'south'].map(async (name) => startFakeCouncil(statedServices(name))))
  onTestFinished(async () => void (await Promise.all(councils.map((each) => each.close()))))
  let now = START
  const feeds = councils.map(({ url }, at) => testFeed(at === 0 ? 'north' : 'south', url))
  const gateway = await startGateway(testConfig(feeds), { now: () => now, monotonicNow: () => now })
  await gateway.refreshAll()
  // The first one after a first list has that list no longer pending.
  await gateway.refreshAll()
  return { gateway, feeds, councils, passMs: (ms: number) => void (now += ms) }
}

/** What is asked of services, organizations, places and terms, at random, within the limits of the server. */
function writeQuestion(schema: GraphQLSchema, seed: number): string | undefined {
  const { selectionOf } = createGenerator(createRandom(seed), ['s1', 'Local'])
  const select = (name: string, depth: number): string => {
    const type = schema.getType(name)
    return type === undefined ? '' : selectionOf(type, depth)
  }
  const service = select('Service', 5)
  const query = `{
    kept: services(duplicates: KEEP, first: 12) { nodes ${service} }
    collapsed: services(first: 12) { edges { node ${service} } }
    organizations { nodes ${select('Organization', 6)} }
    locations { nodes ${select('Location', 6)} }
    taxonomyTerms { nodes ${select('TaxonomyTerm', 6)} }
  }`
  const document = parse(query)
  const { depth, fields } = measureDocument(document)
  const isAnswered = depth <= DEFAULT_LIMITS.depth && fields <= DEFAULT_LIMITS.fields
  return isAnswered && validate(schema, document).length === 0 && getOperationAST(document) ? query : undefined
}

interface Found {
  answer: unknown
  texts: number
}

async function askOnce(gateway: TestGateway, source: string, isKept: boolean): Promise<Found> {
  const ending: (() => void)[] = []
  const contextValue = gateway.createContext({ whenEnded: (done) => void ending.push(done) })
  contextValue.allowance.calls = 0
  let found = 0
  const own = contextValue.texts
  const texts: KeptTexts | undefined = isKept && own !== undefined ? countFound(own, () => (found += 1)) : undefined
  const { schema } = gateway
  const { data, errors = [] } = await runOperation({ schema, source, contextValue, texts })
  for (const done of ending) done()
  const all = [...errors, ...errorsOfFailures(contextValue.failures)]
  return { answer: JSON.parse(JSON.stringify({ data, errors: all })), texts: found }
}

function countFound(texts: KeptTexts, count: () => void): KeptTexts {
  return {
    find(selection, key) {
      const text = texts.find(selection, key)
      if (text !== undefined) count()
      return text
    },
    keep: (selection, key, text) => texts.keep(selection, key, text),
    get passing() {
      return texts.passing
    },
  }
}

it('answers from texts kept as it does without, whatever of a record is asked, while time passes, feeds confirm, records change and another configuration comes', async () => {
  const { gateway, feeds, councils, passMs } = await startTwo()
  const questions = Array.from({ length: QUESTIONS }, (_, seed) => writeQuestion(gateway.schema, seed)).filter(
    (question) => question !== undefined,
  )
  expect(questions.length).toBeGreaterThan(QUESTIONS / 4)
  async function askAll(): Promise<number> {
    let texts = 0
    for (const question of questions) {
      const cold = await askOnce(gateway, question, true)
      const warm = await askOnce(gateway, question, true)
      const { answer } = await askOnce(gateway, question, false)
      expect(cold.answer, question).toEqual(answer)
      expect(warm.answer, question).toEqual(answer)
      texts += warm.texts
    }
    return texts
  }
  expect(await askAll()).toBeGreaterThan(questions.length)
  const generation = gateway.generation()
  passMs(600_000)
  await askAll()
  await gateway.refreshAll()
  expect(gateway.generation()).toBe(generation)
  await askAll()
  passMs(200 * DAY_MS)
  await askAll()
  const [north] = councils
  if (north === undefined) throw new Error('No council was started.')
  north.services = north.services.map((service, at) =>
    at === 1 ? { ...service, list: { ...service.list, name: 'Supper Club', status: 'active' } } : service,
  )
  await gateway.refreshAll()
  await askAll()
  await gateway.reload(
    testConfig(
      feeds.map((feed) => ({ ...feed, publisher: `New ${feed.slug}` })),
      { showAssurers: true },
    ),
  )
  await askAll()
  await gateway.reload(testConfig(feeds.slice(0, 1), { showAssurers: true }))
  await askAll()
}, 120_000)

it('leaves texts alone that were kept before a request had its feed asked', async () => {
  const { gateway } = await startTwo()
  const question =
    '{ services(duplicates: KEEP) { nodes { name fetchedAt schedules { byday } organization { name } } } }'
  const first = await gateway.ask(question)
  expect(await gateway.ask(question, {}, 'no-cache')).toEqual(first)
  expect(await gateway.ask(question)).toEqual(first)
})
