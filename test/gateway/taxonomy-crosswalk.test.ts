import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openCrosswalkTemplate, type WaitingTerm } from '../../src/catalogue/terms/open-crosswalk-template.ts'
import { openReport } from '../../src/catalogue/terms/open-report.ts'
import { openUntagged } from '../../src/catalogue/terms/open-untagged.ts'
import { templateCsv } from '../../src/cli/taxonomy-crosswalk.ts'
import { untaggedCsv } from '../../src/cli/taxonomy-untagged.ts'
import { importTaxonomies } from '../../src/cli/taxonomy-import.ts'
import { formatDecision } from '../../src/merge/decisions.ts'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'
import { createTaxonomyFiles, namesUnder, own, SERVICES, start, tagged } from './taxonomy-kit.ts'

/** What waits of a feed, from the catalogue's file as the command reads it. */
function waitingOf(folder: string, slug: string): readonly WaitingTerm[] {
  const template = openCrosswalkTemplate(join(folder, 'catalogue.sqlite'))
  try {
    return template.read(slug, 3)
  } finally {
    template.close()
  }
}

/** The template as its reviewer saves it: `relation` in the first row of these terms. */
function review(csv: string, relation: string, ...names: readonly string[]): string {
  const [header = [], ...rows]: string[][] = parse(csv, { bom: true })
  const decided = new Set<string>()
  const saved = rows.map((row) => {
    const name = row[header.indexOf('fromName')] ?? ''
    const isTaken = names.includes(name) && !decided.has(name)
    decided.add(name)
    return row.with(1, isTaken ? relation : '').with(5, isTaken ? '28/11/2026' : '')
  })
  return stringify([header, ...saved])
}

function take(folder: string, csv: string, at: string): readonly string[] {
  const said: string[] = []
  writeFileSync(join(folder, 'north.crosswalk.csv'), csv)
  const place = { dataDir: folder, now: () => Date.parse(at), print: (line: string) => said.push(line) }
  importTaxonomies([join(folder, 'north.crosswalk.csv')], {}, place)
  return said
}

it('lists unmapped terms alone, those first that would place most services, mapped ones of the same services not counted', async () => {
  const { folder, configured } = createTaxonomyFiles()
  const services = [
    ...SERVICES,
    tagged('one', own('rare'), own('mood', 'Moods')),
    tagged('two', own('rare'), own('mood', 'Moods')),
    tagged('three', own('choral', 'Choir')),
  ]
  await start(folder, services, configured)
  expect(waitingOf(folder, 'north').map(({ name, places, services: all }) => [name, places, all])).toEqual([
    ['Choir', 1, 1],
    // Broader than the term it is mapped with: a search by that finds none of its services.
    ['people', 1, 1],
    ['rare', 0, 2],
  ])
})

it('is reviewed in a spreadsheet and read back: accepted rows place services, the others stay open, a corrected row takes the place of the earlier', async () => {
  const { folder, configured } = createTaxonomyFiles()
  const services = [tagged('sing', own('choral', 'Choir')), tagged('other', own('odd'))]
  const { gateway, configOf } = await start(folder, services, configured)
  const csv = templateCsv('north', waitingOf(folder, 'north'))
  expect(take(folder, review(csv, 'close', 'Choir'), '2026-11-28T10:00:00Z')[0]).toBe(
    `${join(folder, 'north.crosswalk.csv')}: 1 mappings, 1 rows left open.`,
  )
  await gateway.reload(configOf(configured))
  expect(await namesUnder(gateway, 'ex:6', true, true)).toBe('sing')
  expect(waitingOf(folder, 'north').map(({ name }) => name)).toEqual(['odd'])
  take(folder, review(csv, 'broad', 'Choir'), '2026-11-28T11:00:00Z')
  await gateway.reload(configOf(configured))
  const { data } = await gateway.ask('{ taxonomyTerm(uri: "ex:6") { mappings { relation source date } } }')
  expect(data.taxonomyTerm.mappings).toContainEqual({
    relation: 'BROAD',
    source: 'Review of north',
    date: '2026-11-28',
  })
  expect(data.taxonomyTerm.mappings).not.toContainEqual(expect.objectContaining({ relation: 'CLOSE' }))
})

it('suggests what matched services of other feeds are known for, over reviewed rows too, and the rows themselves for the same words', async () => {
  const { folder, configured } = createTaxonomyFiles()
  const stated: Readonly<Record<string, readonly StatedService[]>> = {
    north: [tagged('n1', own('mood', 'Moods')), tagged('n2', own('mood', 'Moods')), tagged('n3', own('carols'))],
    south: [tagged('s1', own('calm')), tagged('s2', own('calm')), tagged('s3', own('songs', 'Carols'))],
  }
  for (const at of [1, 2]) {
    const decision = { a: `north/n${at}`, b: `south/s${at}`, relation: 'SAME_SERVICE', by: 'a tester' } as const
    appendFileSync(join(folder, 'decisions.ndjson'), formatDecision({ ...decision, at: '2026-11-23T09:00:00Z' }))
  }
  const feeds = await Promise.all(
    Object.entries(stated).map(async ([slug, services]) => {
      const council = await startFakeCouncil(services)
      onTestFinished(() => council.close())
      return testFeed(slug, council.url)
    }),
  )
  const gateway = await startGateway(testConfig(feeds, { taxonomies: configured }), { dataDir: folder })
  await gateway.refreshAll()
  const [calm, songs] = waitingOf(folder, 'south')
  expect(calm?.suggestions.map(({ to, reasons }) => [to.name, reasons])).toContainEqual([
    'Mind',
    ['on 2 of 2 matched services'],
  ])
  // The reviewer of north wrote the row from the shared term, which is the broader there.
  expect(songs?.suggestions[0]).toMatchObject({
    to: { name: 'Choirs' },
    relation: 'BROAD',
    reasons: ['reviewed for another "carols" (Review, A. Group, 2026-05-01)'],
  })
})

it('suggests terms for untagged services alone, changes nothing, and says how often the same words are right on tagged ones', async () => {
  const { folder, configured } = createTaxonomyFiles()
  const services = [
    tagged('Deeper talking', { id: 'ex:7', name: 'Deeper' }),
    tagged('Choirs of the valley', { id: 'ex:5', name: 'Leisure' }),
    tagged('Two choirs'),
    tagged('Elsewhere', own('odd')),
  ]
  const { gateway } = await start(folder, services, configured)
  const reader = openUntagged(join(folder, 'catalogue.sqlite'))
  onTestFinished(() => reader.close())
  const untagged = reader.read('north', 3)
  expect(
    untagged?.services.map(({ name, suggestions }) => [name, ...suggestions.map(({ term }) => term.name)]),
  ).toEqual([['Two choirs', 'Choirs'], ['Elsewhere']])
  // Deeper and the broader Talking are right; Leisure is not narrowed to Choirs by its publisher.
  expect(untagged?.precision).toEqual({
    services: 2,
    name: { suggestions: 3, right: 2 },
    description: { suggestions: 0, right: 0 },
  })
  expect(reader.read('north', 3, 'Unheard of')).toBeUndefined()
  expect(await namesUnder(gateway, 'ex:6', true, true)).toBe('')
})

it.each([
  ['exact', true],
  ['close', true],
  ['broad', true],
  ['narrow', false],
] as const)(
  'a term that is %s to a shared one counts as mapped where a search by that finds it: %s',
  async (relation, isFound) => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway, configOf } = await start(folder, [tagged('sing', own('choral', 'Choir'))], configured)
    const csv = templateCsv('north', waitingOf(folder, 'north'))
    take(folder, review(csv, relation, 'Choir'), '2026-11-28T10:00:00Z')
    await gateway.reload(configOf(configured))
    const [report] = openReport(join(folder, 'catalogue.sqlite'), ['north'], 5)
    expect(await namesUnder(gateway, 'ex:6', true, true)).toBe(isFound ? 'sing' : '')
    expect(report).toMatchObject({ uses: 1, mappedUses: Number(isFound) })
    expect(waitingOf(folder, 'north').map(({ name }) => name)).toEqual(isFound ? [] : ['Choir'])
  },
)

it('takes a reviewed row back where a later file says that it is withdrawn', async () => {
  const { folder, configured } = createTaxonomyFiles()
  const { gateway, configOf } = await start(folder, [tagged('sing', own('choral', 'Choir'))], configured)
  const csv = templateCsv('north', waitingOf(folder, 'north'))
  take(folder, review(csv, 'exact', 'Choir'), '2026-11-28T10:00:00Z')
  await gateway.reload(configOf(configured))
  expect(await namesUnder(gateway, 'ex:6', true, true)).toBe('sing')
  expect(take(folder, review(csv, 'withdrawn', 'Choir'), '2026-11-28T11:00:00Z')[0]).toMatch(/0 mappings, 1 withdrawn/)
  await gateway.reload(configOf(configured))
  expect(await namesUnder(gateway, 'ex:6', true, true)).toBe('')
  expect(waitingOf(folder, 'north').map(({ name }) => name)).toEqual(['Choir'])
})

/** What `taxonomy untagged` wrote, with a decision in each row of a suggestion. */
function decide(csv: string, decision: string): string {
  const [header = [], ...rows]: string[][] = parse(csv, { bom: true })
  const filled = rows.map((row) =>
    row.with(header.indexOf('decision'), row[header.indexOf('term')] === '' ? '' : decision),
  )
  return stringify([header, ...filled])
}

it(
  'counts an untagged service under the terms that were accepted for it, says by whom and when, and takes them back',
  { timeout: 60_000 },
  async () => {
    const { folder, configured } = createTaxonomyFiles()
    const services = [
      tagged('Two choirs'),
      tagged('Elsewhere', own('odd')),
      tagged('Deep', { id: 'ex:8', name: 'Deep' }),
    ]
    const { gateway, configOf } = await start(folder, services, configured)
    const written = (): string => {
      const reader = openUntagged(join(folder, 'catalogue.sqlite'))
      try {
        return untaggedCsv('north', reader.read('north', 3) ?? { services: [], precision: NONE_JUDGED })
      } finally {
        reader.close()
      }
    }
    const csv = written()
    const read = async (decision: string, at: string): Promise<readonly string[]> => {
      const said: string[] = []
      writeFileSync(join(folder, 'north.untagged.csv'), decide(csv, decision))
      const place = { dataDir: folder, now: () => Date.parse(at), print: (line: string) => said.push(line) }
      importTaxonomies([join(folder, 'north.untagged.csv')], { by: 'A. Reviewer', date: at.slice(0, 10) }, place)
      await gateway.reload(configOf(configured))
      await gateway.reprocessed()
      return said
    }
    const terms = async () => {
      const { data } = await gateway.ask(
        '{ services(where: { text: "choirs" }) { nodes { name taxonomyTerms { name } acceptedTerms { by date term { name } } quality { findability } } } }',
      )
      return data.services.nodes[0]
    }
    const before = await terms()
    expect((await read('accepted', '2026-11-28T10:00:00Z'))[0]).toBe(
      `${join(folder, 'north.untagged.csv')}: 1 accepted terms, 1 rows left open.`,
    )
    expect(await namesUnder(gateway, 'ex:6', false, false)).toBe('Two choirs')
    expect(await namesUnder(gateway, 'ex:5', true, false)).toBe('Two choirs')
    // What its publisher states, and how well, is as it was.
    expect(await terms()).toEqual({
      ...before,
      acceptedTerms: [{ by: 'A. Reviewer', date: '2026-11-28', term: { name: 'Choirs' } }],
    })
    expect(written()).not.toContain('Two choirs')
    expect((await read('withdrawn', '2026-11-29T10:00:00Z'))[0]).toMatch(/0 accepted terms, 1 withdrawn/)
    expect(await namesUnder(gateway, 'ex:6', false, false)).toBe('')
    expect(await terms()).toEqual(before)
  },
)

const NONE_JUDGED = {
  services: 0,
  name: { suggestions: 0, right: 0 },
  description: { suggestions: 0, right: 0 },
}
