import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeCouncil, type FakeCouncil, type StatedService } from './fake-council.ts'
import { serveExports } from './serve-exports.ts'
import { ask, type Answer, testConfig, testFeed } from './start-gateway.ts'
import { createGateway, type Gateway } from '../../src/gateway.ts'
import { importAreas } from '../../src/intake/places/import-areas.ts'

/** Names with what their descriptions say. */
const SERVICES: readonly (readonly [name: string, description?: string])[] = [
  ['Tuesday Foodbank', 'Three days of food.'],
  ['Parcels of Food', 'From the pantry.'],
  ['A&E', 'Emergencies, day and night.'],
  ['Minor Injuries Unit'],
  ['E.S.O.L. for Beginners'],
  ['Łódź Café', 'Polish coffee.'],
  ['Søren’s Straße Walk'],
  ["St Mary's Men's Shed"],
  ['Mentors for Everybody'],
  ['Mental Arithmetic'],
  ['Bereaved Together'],
  ['Organised Activities'],
  ['Wheelchair Hire'],
  ['Drop in and Draw'],
  ['Welfare Rights Clinic', 'About universal credit.'],
  ['Chess Evening', 'Wine and company.'],
  ['Evening of Wine'],
  ['Luncheon Club'],
]
const AREAS = `code,name,type,parents
E07900011,Westham,DISTRICT,E92000001
E07900012,Eastham,DISTRICT,E92000001
`
const HUB = { id: 'hub', name: 'Larkhill Family Hub', location_type: 'physical' }

function services(): readonly StatedService[] {
  const named = SERVICES.map(([name, description], n) => ({
    id: `s${n}`,
    list: { name, status: 'active', ...(description === undefined ? {} : { description }) },
    detail: {},
  }))
  return [
    ...named,
    {
      id: 'juniors',
      list: { name: 'Juniors at Larkhill Family Hub', status: 'active' },
      detail: { service_at_locations: [{ id: 'at', location: HUB }] },
    },
    { id: 'families', list: { name: 'Cooking', description: 'For a family.', status: 'active' }, detail: {} },
    {
      id: 'west',
      list: { name: 'Pottery', status: 'active' },
      detail: { service_areas: [{ id: 'w', name: 'Westham' }] },
    },
    {
      id: 'east',
      list: { name: 'Pottery Evening', status: 'active' },
      detail: { service_areas: [{ id: 'e', name: 'Eastham' }] },
    },
  ]
}

const dataDir = mkdtempSync(join(tmpdir(), 'oruk-gateway-text-'))
let council: FakeCouncil
let gateway: Gateway

beforeAll(async () => {
  council = await startFakeCouncil(services())
  writeFileSync(join(dataDir, 'areas.csv'), AREAS)
  await importAreas([join(dataDir, 'areas.csv')], join(dataDir, 'geography.sqlite'), '2026-11-23T10:00:00Z')
  const log = { info() {}, warn() {}, error() {} }
  gateway = await createGateway(testConfig([testFeed('north', council.url)]), {
    dataDir,
    log,
    isScheduled: false,
  })
  await gateway.refreshAll()
}, 120_000)
afterAll(async () => {
  await gateway.close()
  await council.close()
  rmSync(dataDir, { recursive: true })
})

async function search(text: string, more = {}): Promise<Answer['data']> {
  const source = `query ($where: ServiceFilter!) { services(where: $where, first: 30) {
    totalCount textCorrected textRelaxed nodes { name } edges { missingWords } } }`
  const { data, errors } = await ask(gateway, source, { where: { text, ...more } })
  expect(errors).toBeUndefined()
  return data.services
}

async function find(text: string, more = {}): Promise<readonly string[]> {
  const { nodes } = await search(text, more)
  return nodes.map(({ name }: { name: string }) => name)
}

describe('a text', () => {
  it.each([
    ['without words of grammar', 'where can I find wheelchairs near me', 'Wheelchair Hire'],
    ['by a plural', 'activity ', 'Organised Activities'],
    ['by kin', 'bereavement', 'Bereaved Together'],
    ['by the other spelling', 'organized activities', 'Organised Activities'],
    ['by a synonym', 'lunch club ', 'Luncheon Club'],
    ['by a word apart that a record joins', 'food bank ', 'Tuesday Foodbank'],
    ['by a joined word that a record parts', 'dropin ', 'Drop in and Draw'],
    ['by a word apart that a list joins', 'wheel chair', 'Wheelchair Hire'],
    ['without an apostrophe', 'marys mens shed', "St Mary's Men's Shed"],
    ['with another apostrophe', 'st mary’s', "St Mary's Men's Shed"],
    ['with letters that no keyboard here has', 'lodz cafe', 'Łódź Café'],
    ['with an o that is crossed', 'sorens walk', 'Søren’s Straße Walk'],
    ['with a sharp s', 'strasse', 'Søren’s Straße Walk'],
    ['by initials with stops', 'E.S.O.L', 'E.S.O.L. for Beginners'],
    ['by initials without stops', 'esol', 'E.S.O.L. for Beginners'],
    ['by initials joined by a word', 'a and e', 'A&E'],
    ['by initials joined by a sign', 'a & e', 'A&E'],
    ['by what records call it', 'universal credit', 'Welfare Rights Clinic'],
  ])('is found %s: %j', async (_, typed, name) => {
    expect((await find(typed))[0]).toBe(name)
  })

  const unheardOf = (count: number): string => Array.from({ length: count }, (_, at) => `qzx${at}w`).join(' ')
  it.each([1, 2, 8, 9, 10, 28])('has no answer to %i words that no record has, and fails at none', async (count) => {
    expect(await find(unheardOf(count))).toEqual([])
    expect(await find(`${unheardOf(count)} "qzy in quotes"`)).toEqual([])
    // Fails here where it is answered with an error.
    await find(`${unheardOf(count)} at Larkhill`)
  })

  it('finds "A&E" alone by its initials, and not by its letters', async () => {
    expect(await find('A&E')).toEqual(['A&E'])
  })

  it('puts the word before longer ones that begin so', async () => {
    expect(await find('men')).toEqual([
      "St Mary's Men's Shed",
      ...['Mental Arithmetic', 'Mentors for Everybody'].toSorted(),
    ])
  })

  it('puts names before descriptions, and takes a place in a name for a place', async () => {
    expect(await find('wine ')).toEqual(['Evening of Wine', 'Chess Evening'])
    expect(await find('"Juniors at Larkhill Family Hub"')).toEqual(['Juniors at Larkhill Family Hub'])
    // What is for a family is no family hub.
    expect(await find('juniors family hub ')).toEqual(['Juniors at Larkhill Family Hub'])
  })

  it('takes names of areas for places', async () => {
    expect(await find('pottery in Westham')).toEqual(['Pottery'])
    expect(await find('Eastham pottery')).toEqual(['Pottery Evening'])
    expect((await find('pottery ')).toSorted()).toEqual(['Pottery', 'Pottery Evening'])
  })

  it('lists what has most of it after what has all of it, and says what each lacks', async () => {
    const { nodes, edges, textRelaxed } = await search('chess wine')
    expect(textRelaxed).toBe(true)
    expect(nodes.map(({ name }: { name: string }) => name)).toEqual(['Chess Evening', 'Evening of Wine'])
    expect(edges).toEqual([{ missingWords: [] }, { missingWords: ['chess'] }])
  })

  it('is mended where nothing has it, and says so', async () => {
    expect(await search('wheelchiar')).toMatchObject({ textCorrected: 'wheelchair', textRelaxed: false })
  })

  it.each([
    ['in quotes', '"wheelchiar"', {}],
    ['where that is turned off', 'wheelchiar', { correctText: false }],
  ])('is never mended %s', async (_, typed, more) => {
    expect(await search(typed, more)).toMatchObject({ textCorrected: null, totalCount: 0 })
  })
})

it('counts a facet of a mended text by the words that the list names', async () => {
  const source = `query ($where: ServiceFilter!) { services(where: $where) {
    totalCount textCorrected facets { feeds { count } } } }`
  const { data, errors } = await ask(gateway, source, { where: { text: 'wheelchiar' } })
  expect(errors).toBeUndefined()
  expect(data.services).toEqual({
    totalCount: 1,
    textCorrected: 'wheelchair',
    facets: { feeds: [{ count: 1 }] },
  })
})

it('neither mends nor relaxes an export unless asked to', async () => {
  const { get } = await serveExports(services())
  const rowsOf = async (where: Readonly<Record<string, unknown>>): Promise<number> =>
    (await (await get('services.csv', { filter: where })).text()).trimEnd().split('\r\n').length - 1
  expect(await rowsOf({ text: 'wheelchiar' })).toBe(0)
  expect(await rowsOf({ text: 'chess wine' })).toBe(1)
  expect(await rowsOf({ text: 'wheelchair' })).toBe(1)
})
