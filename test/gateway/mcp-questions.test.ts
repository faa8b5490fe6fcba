import { afterAll, beforeAll, expect, it } from 'vitest'
import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { callTool } from '../../src/mcp/call-tool.ts'
import { createAgentTools } from '../../src/mcp/create-agent-tools.ts'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'

const OPERATIONS = readOperations()
const TOOLS = createAgentTools(createSchema(), OPERATIONS)
const HOME = 'WX7 4LQ'
const LUNCH = 'U2VydmljZTp0aWRld2VsbDozZDVmZDY4ZS0yODgzLThmZGUtOGU1MC1lMTBiNWEzNWI4OWE'
const CARERS = 'U2VydmljZTp0aWRld2VsbDo4YTRjYmVjMy1iNTBmLTg0MTYtYjEzOS03ZTUwM2I1YmJjZjc'
const DEBT = 'https://terms.saltmere.example/service/611'
const FOOD_BANKS = 'https://terms.saltmere.example/service/621'

let region: CoverageRegion
beforeAll(async () => {
  region = await startCoverageRegion()
}, 120_000)
afterAll(() => region.close())

/** What an agent reads of an answer. */
async function read(name: string, args: object): Promise<string> {
  const tool = TOOLS.find((each) => each.name === name)
  if (tool === undefined) throw new Error(`There is no tool ${name}.`)
  const { content } = await callTool(tool, args, {
    operations: OPERATIONS,
    ask: ({ query, variables }) => region.ask(query, variables),
    log: { info() {}, warn() {}, error: (fault: unknown) => expect.fail(String(fault)) },
  })
  return content.map((part) => ('text' in part ? part.text : '')).join('\n')
}

it.each([
  ['Whose services are in here, and is anything missing?', 'list_feeds', {}, /Tidewell Borough Council/],
  [
    'A man of 78 eats alone. Is there a lunch club within a walk?',
    'search_services',
    { text: 'lunch club', postcode: HOME, withinMetres: 1500, age: 78 },
    /Gullsby Lunch Club.*every week on Wednesday, 11:30 to 13:30/,
  ],
  [
    'What does it cost, and whom does one ask?',
    'get_services',
    { ids: [LUNCH] },
    /info@gullsbymethodistchurch.*"amount":2\.5/,
  ],
  ['When was that last confirmed?', 'get_services', { ids: [LUNCH] }, /"assuredDate":"2026-06-17"/],
  [
    'He can not leave the house: who would visit or ring, in Brackmoor?',
    'search_services',
    { text: 'befriending', areas: ['E07900002'], attending: ['HOME_VISIT', 'PHONE'] },
    /Befriending.*HOME_VISIT/,
  ],
  [
    'Which council is this postcode under?',
    'find_areas',
    { postcode: 'wx74lq' },
    /"code":"E07900001","name":"Tidewell"/,
  ],
  [
    'Free debt advice near her?',
    'search_services',
    { text: 'debt advice', postcode: HOME, free: true },
    /do not state: free.*Money Matters Gullsby/s,
  ],
  [
    'A food bank that is open at the weekend?',
    'search_services',
    { terms: [FOOD_BANKS], postcode: HOME, withinMetres: 20_000, days: ['SATURDAY', 'SUNDAY'] },
    /Food Parcels.*(?:Saturday|Sunday)/,
  ],
  [
    'A walking group on a Monday morning?',
    'search_services',
    { text: 'walking group', days: ['MONDAY'], from: '09:00', to: '12:00' },
    /Health Walk.*Monday/,
  ],
  ['Somebody to talk to after a death?', 'search_services', { text: 'bereavement' }, /[Bb]ereavement/],
  [
    'A group for carers where Polish is spoken?',
    'search_services',
    { text: 'carers', languages: ['Polish'] },
    /do not state: languages\. It must be asked/,
  ],
  [
    'Exercise on a chair, without steps?',
    'search_services',
    { text: 'gentle exercise', accessible: true, postcode: HOME, withinMetres: 15_000 },
    /Services that fit: [1-9]/,
  ],
  [
    'Something online for a girl of 17 who worries?',
    'search_services',
    { text: 'young people worry', age: 17, attending: ['ONLINE'] },
    /Young Minds Group/,
  ],
  ['What topics are there about company?', 'find_terms', { text: 'company' }, /"name":"Company"/],
  ['What is there below that topic?', 'find_terms', { parent: 'saltmereService:410' }, /Lunch clubs/],
  [
    'Which district has least debt advice for its older people?',
    'compare_coverage',
    { terms: [DEBT], population: 'AGE_65_PLUS' },
    /"name":"Debt advice"\},"cells":\[.*"name":"Harrowfen"/,
  ],
  [
    'What do districts lack that others have?',
    'compare_coverage',
    { level: 3, show: 'GAPS' },
    /Gaps found: \d+; listed: \d+/,
  ],
  [
    'What is new since last week?',
    'what_changed',
    { since: '2026-11-16', kinds: ['ADDED'], first: 5 },
    /"kind":"ADDED"/,
  ],
  [
    'Two councils list these young carers: do they agree?',
    'get_services',
    { ids: [CARERS] },
    /"alsoListedBy".*"conflicts"/,
  ],
  [
    'Is there a warm place in Tidewell (asked by its name)?',
    'search_services',
    { text: 'warm space', areas: ['Tidewell'] },
    /Tidewell is E07900001/,
  ],
])('“%s” is answered by %s alone', async (_, name, args, expected) => {
  expect(await read(name, args)).toMatch(expected)
})
