import { Pool } from 'undici'
import { prepareCatalogue } from './gateway/prepare-catalogue.ts'
import { startServing } from './gateway/serving-process.ts'
import { figure, printTable } from './print-table.ts'

const MEASURED_MS = 3_000
const honest = (n: number): string =>
  `{ services(first: 20, where: { text: "lunch", age: ${n % 100} }) { totalCount nodes { name organization { name } } } }`

const many = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ')
const services = (where: string, fields = 'totalCount'): string => `{ services(where: ${where}) { ${fields} } }`

/** Hostile requests by what they are; each is varied by its number, so that no answer kept helps. */
const HOSTILE: readonly (readonly [what: string, query: (n: number) => string])[] = [
  ['nothing beside', () => ''],
  ['a phrase of 2,000 words', (n) => services(`{ text: "\\"${'care '.repeat(2_000)}${n}\\"" }`)],
  ['45,000 words', (n) => services(`{ text: "${'a '.repeat(45_000)}${n}" }`)],
  ['30 frequent words', (n) => services(`{ text: "${many(30, (at) => `w${at}${n}`)}" }`)],
  [
    'facets under 100 terms',
    (n) =>
      `{ taxonomyTerms(first: 100) { nodes { services(where: { age: ${n % 150} }) { facets { areas(type: DISTRICT) { count } } } } } }`,
  ],
  [
    '20 root facets',
    (n) =>
      `{ ${many(20, (at) => `s${at}: services(where: { age: ${(n + at) % 150} }) { facets { taxonomyTerms { count } } }`)} }`,
  ],
  [
    '900 openings in an or',
    (n) => services(`{ or: [${many(900, (at) => `{ openAt: { on: "2027-01-${10 + ((at + n) % 20)}" } }`)}] }`),
  ],
  ['3,000 alternatives', (n) => services(`{ or: [${many(3_000, (at) => `{ age: ${(at + n) % 150} }`)}] }`)],
  ['1,900 nots', (n) => services(`{ and: [${many(1_900, (at) => `{ not: { age: ${(at + n) % 150} } }`)}] }`)],
  [
    '900 boxes',
    (n) =>
      services(
        `{ or: [${many(900, (at) => `{ within: { south: ${50 + (at + n) / 1e5}, north: 54, west: -4, east: 2 } }`)}] }`,
      ),
  ],
  [
    '190 nots, within the limits',
    (n) => services(`{ and: [${many(190, (at) => `{ not: { minQuality: ${(at + n) % 100} } }`)}] }`),
  ],
  [
    'rare and far',
    (n) =>
      services(
        `{ status: [DEFUNCT], near: { latitude: ${40 + (n % 100) / 100}, longitude: -20, withinMetres: null } }`,
        'nodes { name }',
      ),
  ],
  [
    'depth 100',
    () => `{ services { ${'nodes { organization { services { '.repeat(33)} totalCount ${'} } }'.repeat(33)} } }`,
  ],
  ['1,000 aliases', () => `{ ${many(1_000, (at) => `a${at}: services { totalCount }`)} }`],
  ['2,000 ids', (n) => `{ nodes(ids: [${many(2_000, (at) => `"x${at}${n}"`)}]) { id } }`],
  ['open brackets', () => `{ services(where: ${'['.repeat(20_000)}`],
  [
    'lets through: all facets',
    (n) =>
      `{ services(first: 0, where: { minQuality: ${n % 100} }) { facets { taxonomyTerms(first: 100) { count } areas(type: DISTRICT) { count } feeds { count } status { count } } } }`,
  ],
  [
    'lets through: 100 services with all below',
    (n) =>
      `{ services(first: 100, where: { age: ${n % 100} }) { nodes { name description organization { name description } serviceAtLocations { location { name addresses { address1 } } } phones { number } schedules { byday } cluster { id } quality { score issues { code } } placements { area { name } } } } }`,
  ],
  [
    'lets through: coverage with sites and caveats',
    (n) =>
      `{ coverage(areas: { type: DISTRICT }, rows: { level: { scheme: "Saltmere Services", level: 1 } }, where: { age: ${n % 100} }) { areas { serviceCount siteCount organizationCount } caveats { code } overlaps { both } matrix { cells { serviceCount } } } }`,
  ],
  [
    'lets through: a text of eight frequent words, in every order',
    (n) =>
      services(
        `{ text: "support group for people with carers advice ${'abcdefghijklmnopqrstuvwxyz'[n % 26]}", age: ${n % 100} }`,
        'totalCount nodes { name }',
      ),
  ],
  [
    'lets through: ten lists, each counted',
    (n) =>
      `{ ${many(10, (at) => `s${at}: services(first: 100, where: { age: ${(n * 10 + at) % 150} }) { totalCount nodes { name } }`)} }`,
  ],
  ['the schema twice', () => '{ a: __schema { types { name fields { name } } } b: __schema { types { name } } }'],
]

/**
 * Prints, for each hostile request asked again and again by one address within its rate, what it is answered, how long the
 * slowest answer took, and what an honest client at another address and `/health/live` wait meanwhile, beside what they wait alone.
 * Last, the longest that the thread was deaf, in its own processor time: whatever else the machine does is not in it.
 * `named` leaves of the requests those whose name holds it.
 */
export async function benchHostile(named = ''): Promise<void> {
  const catalogue = await prepareCatalogue()
  const server = await startServing('./serve-gateway.ts', [catalogue.dataDir, catalogue.configPath, 'limited'])
  try {
    let alone: Waits | undefined
    await pulse(server.url, (n) => ask(honest(n)), '10.0.0.2')
    await server.usage()
    const rows: string[][] = []
    for (const [what, query] of HOSTILE.filter(([what], at) => at === 0 || what.includes(named))) {
      const [waits, live, attack] = await Promise.all([
        pulse(server.url, (n) => ask(honest(n)), '10.0.0.1'),
        pulse(server.url, () => ({ path: '/health/live' }), '10.0.0.1'),
        what === 'nothing beside' ? undefined : pulse(server.url, (n) => ask(query(n)), `10.1.0.${rows.length}`),
      ])
      const { deafCpuMs } = await server.usage()
      alone ??= waits
      rows.push([
        what,
        attack === undefined ? '' : [...attack.answers].map(([answer, count]) => `${count} × ${answer}`).join(', '),
        attack === undefined ? '' : figure(attack.slowest, 0),
        figure(waits.p99, 0),
        `${figure(waits.p99 / alone.p99, 1)}×`,
        figure(live.slowest, 0),
        figure(deafCpuMs, 0),
      ])
    }
    printTable(
      'Hostile requests from one address over the sample councils, and what others wait meanwhile (aims: honest p99 under 250 ms, live under 100 ms)',
      ['', 'answers', 'slowest ms', 'honest p99 ms', '× alone', 'live slowest ms', 'deaf ms of CPU'],
      rows,
    )
  } finally {
    await server.stop()
    await catalogue.remove()
  }
}

interface Asked {
  readonly path: string
  readonly body?: string
}

function ask(query: string): Asked {
  return { path: '/graphql', body: JSON.stringify({ query }) }
}

interface Waits {
  readonly p99: number
  readonly slowest: number
  /** How many answers there were of each status and code. */
  readonly answers: ReadonlyMap<string, number>
}

/** Asks every 25 ms, however long answers take, as from the address. */
async function pulse(url: string, make: (n: number) => Asked, address: string): Promise<Waits> {
  const pool = new Pool(url, { connections: 32 })
  const times: number[] = []
  const answers = new Map<string, number>()
  async function send(n: number): Promise<void> {
    const { path, body } = make(n)
    const start = performance.now()
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address }
    const answer = await pool.request({
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers,
      body: body ?? null,
    })
    const code = /"code":"([A-Z_]+)"/.exec(await answer.body.text())?.[1]
    times.push(performance.now() - start)
    const what = `${answer.statusCode}${code === undefined ? '' : ` ${code}`}`
    answers.set(what, (answers.get(what) ?? 0) + 1)
  }
  const sent: Promise<void>[] = []
  for (let n = 0; n * 25 < MEASURED_MS; n += 1) {
    sent.push(send(n))
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  await Promise.all(sent)
  await pool.close()
  times.sort((a, b) => a - b)
  return { p99: times[Math.floor(times.length * 0.99)] ?? 0, slowest: times.at(-1) ?? 0, answers }
}
