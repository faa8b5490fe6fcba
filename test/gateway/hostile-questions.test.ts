import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

async function startRead(): Promise<TestGateway> {
  const council = await startFakeCouncil(plainServices(30))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  return gateway
}

const services = (args: string): string => `{ services(${args}) { nodes { name } } }`
const near = (fields: string): string => services(`where: { near: { ${fields} } }`)

/** Each wrong question: what it is, its text, the code of the answer, the argument it names, and what its sentence says to do. */
const QUESTIONS: readonly (readonly [
  what: string,
  query: string,
  code: string,
  path: readonly (string | number)[] | undefined,
  sentence: RegExp,
])[] = [
  [
    'a feed nobody configured',
    services('where: { feeds: ["nroth"] }'),
    'UNKNOWN_FEED',
    ['where', 'feeds', 0],
    /“nroth”.*north/,
  ],
  [
    'a feed nobody configured among reports',
    '{ feeds(slugs: ["north", "west"]) { slug } }',
    'UNKNOWN_FEED',
    ['slugs', 1],
    /“west”.*north/,
  ],
  ['one feed nobody configured', '{ feed(slug: "west") { slug } }', 'UNKNOWN_FEED', ['slug'], /“west”.*north/],
  [
    'a term nobody knows',
    services('where: { taxonomyTerms: { anyOf: ["nope:1"] } }'),
    'UNKNOWN_TERM',
    ['where', 'taxonomyTerms', 'anyOf', 0],
    /nope:1.*taxonomy terms/,
  ],
  [
    'a term nobody knows, under not',
    services('where: { not: { taxonomyTerms: { noneOf: ["nope:1"] } } }'),
    'UNKNOWN_TERM',
    ['where', 'not', 'taxonomyTerms', 'noneOf', 0],
    /nope:1/,
  ],
  [
    'an organization nobody knows',
    services('where: { organization: "T3JnYW5pemF0aW9uOm5vcnRoOng" }'),
    'BAD_USER_INPUT',
    ['where', 'organization'],
    /take one from/,
  ],
  [
    'a language nobody knows',
    services('where: { languages: ["pl", "Klingonese"] }'),
    'BAD_USER_INPUT',
    ['where', 'languages', 1],
    /“Klingonese”.*ISO 639/,
  ],
  ['an opening without a time', services('where: { openAt: {} }'), 'BAD_USER_INPUT', ['where', 'openAt'], /Say when/],
  ['a score past 100', services('where: { minQuality: 101 }'), 'BAD_USER_INPUT', ['where', 'minQuality'], /0 to 100/],
  [
    'who serves a point whose areas nobody knows',
    near('latitude: 51.5, longitude: -2.5, by: [SERVES]'),
    'UNKNOWN_AREA',
    ['where', 'near', 'by'],
    /whole postcode/,
  ],
  ['an order by distance without near', services('orderBy: DISTANCE'), 'BAD_USER_INPUT', ['orderBy'], /near/],
  ['an order by relevance without text', services('orderBy: RELEVANCE'), 'BAD_USER_INPUT', ['orderBy'], /text/],
  [
    'a latitude past the pole',
    near('latitude: 91, longitude: 0'),
    'BAD_USER_INPUT',
    ['where', 'near', 'latitude'],
    /-90.*90/,
  ],
  [
    'a longitude past the date line',
    near('latitude: 51, longitude: -181'),
    'BAD_USER_INPUT',
    ['where', 'near', 'longitude'],
    /-180.*180/,
  ],
  ['half a point', near('latitude: 51'), 'BAD_USER_INPUT', ['where', 'near', 'longitude'], /longitude too/],
  [
    'a distance below nothing',
    near('latitude: 51, longitude: 0, withinMetres: -1'),
    'BAD_USER_INPUT',
    ['where', 'near', 'withinMetres'],
    /0/,
  ],
  [
    'a box upside down',
    services('where: { within: { south: 52, north: 51, west: 0, east: 1 } }'),
    'BAD_USER_INPUT',
    ['where', 'within', 'south'],
    /south/,
  ],
  [
    'a box beyond the pole',
    services('where: { within: { south: 51, north: 99, west: 0, east: 1 } }'),
    'BAD_USER_INPUT',
    ['where', 'within', 'north'],
    /-90.*90/,
  ],
  ['an age below birth', services('where: { age: -1 }'), 'BAD_USER_INPUT', ['where', 'age'], /0/],
  ['a negative first', services('first: -1'), 'BAD_USER_INPUT', ['first'], /0 to 100/],
  ['a huge first', services('first: 2147483647'), 'BAD_USER_INPUT', ['first'], /at most 100/],
  ['first with last', services('first: 5, last: 5'), 'BAD_USER_INPUT', ['last'], /not both/],
  ['first with before', services('first: 5, before: "x"'), 'BAD_USER_INPUT', ['before'], /`last`/],
  ['H21 a forged cursor', services('after: "bm90IGEgY3Vyc29y"'), 'BAD_CURSOR', ['after'], /leave it out/],
  ['a forged cursor, backward', services('last: 5, before: "\\u0000"'), 'BAD_CURSOR', ['before'], /leave it out/],
  [
    'a forged cursor of another list',
    '{ organizations(after: "AAAA") { edges { cursor } } }',
    'BAD_CURSOR',
    ['after'],
    /leave it out/,
  ],
  [
    'a forged cursor of terms',
    '{ taxonomyTerms(after: "AAAA") { edges { cursor } } }',
    'BAD_CURSOR',
    ['after'],
    /leave it out/,
  ],
  [
    'a forged cursor of locations',
    '{ locations(after: "AAAA") { edges { cursor } } }',
    'BAD_CURSOR',
    ['after'],
    /leave it out/,
  ],
  [
    'a forged cursor of issues',
    '{ feed(slug: "north") { issues(after: "AAAA") { edges { cursor } } } }',
    'BAD_CURSOR',
    ['after'],
    /leave it out/,
  ],
  [
    'a parent nobody knows',
    '{ taxonomyTerms(where: { parent: "nope:1" }) { edges { cursor } } }',
    'UNKNOWN_TERM',
    ['where', 'parent'],
    /nope:1/,
  ],
  [
    'a scheme nobody knows',
    '{ taxonomyTerms(where: { scheme: "Nope" }) { edges { cursor } } }',
    'UNKNOWN_TERM',
    ['where', 'scheme'],
    /taxonomies/,
  ],
  [
    'terms of a feed nobody configured',
    '{ taxonomyTerms(where: { feeds: ["west"] }) { totalCount } }',
    'UNKNOWN_FEED',
    ['where', 'feeds', 0],
    /“west”.*north/,
  ],
  [
    'organizations of a feed nobody configured',
    '{ organizations(where: { feeds: ["west"] }) { totalCount } }',
    'UNKNOWN_FEED',
    ['where', 'feeds', 0],
    /“west”.*north/,
  ],
  [
    'locations of a feed nobody configured',
    '{ locations(where: { feeds: ["west"] }) { totalCount } }',
    'UNKNOWN_FEED',
    ['where', 'feeds', 0],
    /“west”.*north/,
  ],
  ['too many ids', `{ nodes(ids: [${'"x",'.repeat(101)}]) { id } }`, 'BAD_USER_INPUT', ['ids'], /100/],
]

it('answers each wrong question with its own code, argument and sentence, and goes on answering', async () => {
  const gateway = await startRead()
  for (const [what, query, code, path, sentence] of QUESTIONS) {
    const { errors } = await gateway.ask(query)
    expect.soft(errors, what).toHaveLength(1)
    expect.soft(errors?.[0]?.extensions, what).toEqual({ code, ...(path && { path }) })
    expect.soft(errors?.[0]?.message, what).toMatch(sentence)
  }
  expect((await gateway.ask('{ services { totalCount } }')).data.services.totalCount).toBe(30)
})

it('takes no coordinate that is no number', async () => {
  const gateway = await startRead()
  for (const latitude of ['NaN', '51', Number.NaN, Number.POSITIVE_INFINITY, null]) {
    const { errors, data } = await gateway.ask(
      'query ($near: Near!) { services(where: { near: $near }) { totalCount } }',
      { near: { latitude, longitude: 0 } },
    )
    expect(data?.services ?? null).toBeNull()
    expect(errors?.[0]?.message, String(latitude)).toMatch(/latitude/)
  }
})

it('H23 knows nothing under ids that are forged, of another gateway or gone', async () => {
  const gateway = await startRead()
  const ids = [
    'x',
    '',
    '\u0000',
    ...['Service:north:gone', 'Service:west:s1', 'Service:north', 'TaxonomyTerm:nope:1'].map((text) =>
      Buffer.from(text).toString('base64url'),
    ),
  ]
  for (const id of ids) {
    const { data, errors } = await gateway.ask(
      'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } service(id: $id) { name } organization(id: $id) { name } }',
      { id },
    )
    expect.soft(errors, id).toBeUndefined()
    expect.soft(data, id).toEqual({ node: null, nodes: [null], service: null, organization: null })
  }
})

it('H54 refuses a cursor under another filter or order than it was given with', async () => {
  const gateway = await startRead()
  const page = await gateway.ask('{ services(first: 2) { pageInfo { endCursor } } }')
  const after = page.data.services.pageInfo.endCursor
  const ask = (more: string) =>
    gateway.ask(`query ($after: String) { services(first: 2, after: $after${more}) { nodes { name } } }`, { after })
  expect((await ask('')).data.services.nodes).toHaveLength(2)
  for (const other of [', where: { text: "service" }', ', orderBy: LAST_MODIFIED_DESC', ', unknowns: EXCLUDE'])
    expect((await ask(other)).errors?.[0]?.extensions).toEqual({ code: 'BAD_CURSOR', path: ['after'] })
})

it('H27 takes any text as words, never as syntax', async () => {
  const gateway = await startRead()
  const query =
    'query ($text: String) { services(where: { text: $text }) { totalCount } organizations(where: { text: $text }) { totalCount } taxonomyTerms(where: { text: $text }) { totalCount } }'
  const texts = [
    '" OR 1=1 --',
    'a" NEAR b',
    '*',
    'name:tea',
    '((((',
    '-',
    '\u0000',
    'é'.repeat(5_000),
    '^tea',
    'AND OR NOT',
    "'; DROP TABLE service; --",
  ]
  for (const text of texts) {
    const { errors } = await gateway.ask(query, { text })
    for (const error of errors ?? []) expect.soft(error.extensions?.['code'], text).toBe('BAD_USER_INPUT')
  }
  expect((await gateway.ask(query, { text: '  SERVICE 007 ' })).data.services.totalCount).toBe(1)
})
