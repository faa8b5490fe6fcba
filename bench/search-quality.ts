import { graphql } from 'graphql'
import { z } from 'zod'
import { foldedWords } from '../src/facts/fold-text.ts'
import type { Gateway } from '../src/gateway.ts'
import { openStore } from '../src/catalogue/open-store.ts'
import type { ReaderStore } from '../src/store/reader-store.ts'
import { figure, printTable } from './print-table.ts'
import { discountedGain } from './search-quality/discounted-gain.ts'
import { type Grade, type JudgedQuestion, readJudgedQuestions } from './search-quality/judged-questions.ts'
import { openSampleGateway } from './search-quality/open-sample-gateway.ts'

/** What a search answers to a text: records by `<feed>/<id of origin>`, best first, each of another service. */
type Search = (text: string) => Promise<readonly string[]>

interface Answered {
  readonly text: string
  readonly gain: number
  /** Whether any of the first ten is an answer. */
  readonly hasHit: boolean
}

/** Which records are one service, by the first of each. */
type Clusters = ReadonlyMap<string, string>

const FIRST = 10

/**
 * Prints how well judged questions over the sample councils are answered (nDCG@10, the share without an answer among the
 * first ten, the worst twenty), beside a search for all words as typed, and the first three answers to twenty questions. Of the
 * first, third, fourth and fifth set the engine is mended by the questions of odd number alone, by all of the second, and by none of
 * the fresh ones: those held out show what it does with questions that it was not mended by. With an argument the first
 * names that a text finds are printed instead. Set BENCH_SAMPLES to keep the catalogue in that folder and use it again.
 */
export async function benchSearchQuality(text: string | undefined): Promise<void> {
  const { gateway, file, close } = await openSampleGateway(process.env['BENCH_SAMPLES'])
  const store = openStore(file)
  try {
    if (text !== undefined) return console.log((await findNames(gateway, text)).join('\n'))
    const clusters = await readClusters(gateway)
    const questions = readJudgedQuestions('questions.json')
    const second = readJudgedQuestions('second-questions.json')
    const third = readJudgedQuestions('third-questions.json')
    const fourth = readJudgedQuestions('fourth-questions.json')
    const fifth = readJudgedQuestions('fifth-questions.json')
    const fresh = readJudgedQuestions('fresh-questions.json')
    const byEngine = (asked: typeof questions) => answer(asked, clusters, (words) => find(gateway, words))
    const byAllWords = (asked: typeof questions) => answer(asked, clusters, (words) => findAllWords(store, words))
    const engine = await byEngine(questions)
    const [onThird, onFourth, onFifth] = [await byEngine(third), await byEngine(fourth), await byEngine(fifth)]
    printFigures([
      ...halvesOf('', engine, await byAllWords(questions)),
      ['second set, mended by', await byEngine(second), await byAllWords(second)],
      ...halvesOf('third set, ', onThird, await byAllWords(third)),
      ...halvesOf('fourth set, ', onFourth, await byAllWords(fourth)),
      ...halvesOf('fifth set, ', onFifth, await byAllWords(fifth)),
      ['fresh, held out', await byEngine(fresh), await byAllWords(fresh)],
    ])
    printWorst([...mendedBy(engine), ...mendedBy(onThird), ...mendedBy(onFourth), ...mendedBy(onFifth)])
    await printFirstAnswers(gateway)
  } finally {
    store.close()
    await close()
  }
}

/** A set's name, answered by the engine, and by all words as typed. */
type AnsweredSet = readonly [name: string, engine: readonly Answered[], plain: readonly Answered[]]

function halvesOf(set: string, engine: readonly Answered[], plain: readonly Answered[]): readonly AnsweredSet[] {
  return [
    [`${set}all`, engine, plain],
    [`${set}mended by`, mendedBy(engine), mendedBy(plain)],
    [`${set}held out`, heldOut(engine), heldOut(plain)],
  ]
}

function mendedBy(answered: readonly Answered[]): readonly Answered[] {
  return answered.filter((_, at) => at % 2 === 0)
}

function heldOut(answered: readonly Answered[]): readonly Answered[] {
  return answered.filter((_, at) => at % 2 === 1)
}

function printFigures(sets: readonly AnsweredSet[]): void {
  printTable(
    'Judged questions over the sample councils',
    ['', 'questions', 'nDCG@10', 'without an answer %', 'all words as typed: nDCG@10', 'without an answer %'],
    sets.map(([name, ...answered]) => [name, String(answered[0].length), ...answered.flatMap(figuresOf)]),
  )
}

function figuresOf(answered: readonly Answered[]): readonly [string, string] {
  const mean = answered.reduce((sum, { gain }) => sum + gain, 0) / answered.length
  const without = answered.filter(({ hasHit }) => !hasHit).length / answered.length
  return [figure(mean, 3), figure(without * 100, 1)]
}

/** Those answered worst, of those that the engine may be mended by: to look at the others would spend them. */
function printWorst(answered: readonly Answered[]): void {
  const worst = answered.toSorted((a, b) => a.gain - b.gain)
  printTable(
    'The worst twenty that it may be mended by',
    ['', 'nDCG@10'],
    worst.slice(0, 20).map(({ text, gain }) => [text, figure(gain, 3)]),
  )
}

/** Questions as people were seen to ask them, with the first three names that each finds. */
const SHOWN = [
  ...['food bank near me', 'help with rent', 'my mum has dementia', 'feeling lonely', 'isolation', 'befriender'],
  ...['lunch club for the elderly', 'advice on benefits', 'wheel chair', 'activity', 'family', 'A&E', 'men'],
  ...['someone to talk to', 'i owe money and bailiffs are coming', 'lift to hospital', 'E.S.O.L. classes'],
  ...['yoga in Larkhill', 'quit smokng', 'support for carers in Eastwall'],
]

async function printFirstAnswers(gateway: Gateway): Promise<void> {
  const rows: string[][] = []
  for (const text of SHOWN) rows.push([text, (await findNames(gateway, text)).slice(0, 3).join('; ')])
  printTable('The first three answers', ['', ''], rows)
}

async function answer(
  questions: readonly JudgedQuestion[],
  clusters: Clusters,
  search: Search,
): Promise<readonly Answered[]> {
  const answered: Answered[] = []
  for (const { text, grades } of questions) {
    const byCluster = new Map<string, Grade>()
    for (const [record, grade] of grades) {
      const cluster = clusters.get(record)
      if (cluster === undefined) throw new RangeError(`no active service has the record ${record}`)
      if ((byCluster.get(cluster) ?? 0) < grade) byCluster.set(cluster, grade)
    }
    const found = (await search(text)).map((record): Grade => byCluster.get(clusters.get(record) ?? '') ?? 0)
    const gain = discountedGain(found, [...byCluster.values()], FIRST)
    answered.push({ text, gain, hasHit: found.some((grade) => grade > 0) })
  }
  return answered
}

const Records = z.array(z.object({ originId: z.string(), name: z.string(), feed: z.object({ slug: z.string() }) }))
const Found = z.object({ services: z.object({ nodes: Records }) })
const Page = z.object({
  services: z.object({
    nodes: z.array(z.object({ cluster: z.object({ listings: Records }) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
})
const RECORD = 'originId name feed { slug }'

async function find(gateway: Gateway, text: string): Promise<readonly string[]> {
  const source = `query ($text: String!) { services(where: { text: $text }, first: ${FIRST}) { nodes { ${RECORD} } } }`
  return Found.parse(await ask(gateway, source, { text })).services.nodes.map(keyOf)
}

async function findNames(gateway: Gateway, text: string): Promise<readonly string[]> {
  const source = `query ($text: String!) { services(where: { text: $text }, first: ${FIRST}) { nodes { ${RECORD} } } }`
  return Found.parse(await ask(gateway, source, { text })).services.nodes.map(({ name }) => name)
}

/** What a search was before anything was made of words: every word as typed, the best by the same measure. */
function findAllWords(store: ReaderStore, text: string): Promise<readonly string[]> {
  const words = foldedWords(text).map((word) => `{name organization terms description places} : "${word}"`)
  const rows = store.all(
    `SELECT s.uid FROM service_text CROSS JOIN service s ON s.sid = service_text.rowid
     WHERE service_text MATCH ? AND s.active = 1 AND s.pref = 0
     ORDER BY bm25(service_text, 10, 4, 5, 1, 2, 6, 0.5), s.uid LIMIT ${FIRST}`,
    words.join(' AND '),
  )
  return Promise.resolve(rows.map(({ uid }) => String(uid)))
}

async function readClusters(gateway: Gateway): Promise<Clusters> {
  const source = `query ($after: String) { services(first: 100, after: $after) {
    nodes { cluster { listings { ${RECORD} } } } pageInfo { hasNextPage endCursor } } }`
  const clusters = new Map<string, string>()
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo }: z.infer<typeof Page>['services'] = Page.parse(
      await ask(gateway, source, { after }),
    ).services
    for (const { cluster } of nodes) {
      const keys = cluster.listings.map(keyOf).toSorted()
      for (const key of keys) clusters.set(key, keys[0] ?? key)
    }
    if (!pageInfo.hasNextPage) return clusters
    after = pageInfo.endCursor
  }
}

function keyOf({ originId, feed }: z.infer<typeof Records>[number]): string {
  return `${feed.slug}/${originId}`
}

async function ask(gateway: Gateway, source: string, variableValues: Record<string, unknown>): Promise<unknown> {
  const contextValue = gateway.createContext({})
  const { data, errors } = await graphql({ schema: gateway.schema, source, variableValues, contextValue })
  if (errors?.[0] !== undefined) throw errors[0]
  return data
}
