import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { importTaxonomies } from '../../src/cli/taxonomy-import.ts'
import { present } from '../../src/model/present.ts'
import type { TaxonomyPaths } from '../../src/taxonomy/files/load-taxonomies.ts'
import { startGateway, temporaryFolder, testConfig } from './start-gateway.ts'
import {
  createTaxonomyFiles,
  CROSSWALK,
  namesUnder,
  own,
  SCHEMES,
  SERVICES,
  start,
  tagged,
  TERMS,
} from './taxonomy-kit.ts'

describe('proposals by equal labels', () => {
  it('are followed only where the configuration asks, unreviewed and said to be so', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const services = [tagged('own', own('x', 'LEISURE')), tagged('choir', { id: 'ex:6', name: 'Choirs' })]
    const { gateway, configOf } = await start(folder, services, configured)
    expect(await namesUnder(gateway, 'ex:5', true, true)).toBe('choir')
    await gateway.reload(configOf({ ...configured, proposeByLabel: true }))
    expect(await namesUnder(gateway, 'ex:5', true, true)).toBe('choir, own')
    const { data } = await gateway.ask(
      '{ taxonomyTerm(uri: "ex:5") { mappings { relation source reviewer } taxonomy { mappedShare } } taxonomies { shared mappedShare } }',
    )
    expect(data.taxonomyTerm.mappings).toContainEqual({ relation: 'CLOSE', source: 'equal labels', reviewer: null })
    expect(data.taxonomies).toContainEqual({ shared: false, mappedShare: 0 })
    await gateway.reload(configOf(configured))
    expect(await namesUnder(gateway, 'ex:5', true, true)).toBe('choir')
  })

  it('follow terms that are stated later', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway, council } = await start(folder, [tagged('choir', { id: 'ex:6', name: 'Choirs' })], {
      ...configured,
      proposeByLabel: true,
    })
    council.services = [...council.services, tagged('late', own('x', 'Leisure'))]
    await gateway.refreshAll()
    expect(await namesUnder(gateway, 'ex:5', true, true)).toBe('choir, late')
  })
})

describe('a change of the files', () => {
  it('is taken over by a reload without asking a council again, and undone the same way', async () => {
    const { folder, configured, crosswalk } = createTaxonomyFiles()
    const { gateway, council, configOf } = await start(folder, SERVICES)
    const asked = council.asked.length
    expect((await gateway.ask('{ taxonomyTerm(uri: "ex:1") { name } }')).errors?.[0]?.extensions?.['code']).toBe(
      'UNKNOWN_TERM',
    )
    await gateway.reload(configOf(configured))
    expect(await namesUnder(gateway, 'ex:1', true, true)).toBe('by code, by curie, by uri, mood')
    writeFileSync(crosswalk, CROSSWALK.replace('exact,ex:2', 'close,ex:6'))
    await gateway.reload(configOf(configured))
    expect(await namesUnder(gateway, 'ex:1', true, true)).toBe('by code, by curie, by uri')
    expect(await namesUnder(gateway, 'ex:6', true, true)).toBe('carols, choir, mood')
    await gateway.reload(configOf(undefined))
    expect(await namesUnder(gateway, 'urn:oruk-gateway:feed:north:ex:3', true, true)).toBe('by curie')
    expect((await gateway.ask('{ taxonomies { name shared } }')).data.taxonomies).not.toContainEqual(
      expect.objectContaining({ name: 'Example Services' }),
    )
    expect(council.asked).toHaveLength(asked)
  })

  it('shows nothing half made: answers are as before until they are as after', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const many = Array.from({ length: 300 }, (_, at) =>
      tagged(`service ${at}`, { id: `x${at}`, name: 'Choirs', term_uri: 'https://t.example/s/6' }),
    )
    const { gateway, configOf } = await start(folder, many, configured)
    const shown = async (): Promise<string> => {
      const { data } = await gateway.ask(
        '{ services(where: { taxonomyTerms: { anyOf: ["ex:5"] } }) { totalCount } taxonomyTerm(uri: "ex:6") { name } }',
      )
      return `${data.taxonomyTerm.name}: ${data.services.totalCount}`
    }
    const before = await shown()
    const seen = new Set<string>()
    writeFileSync(join(folder, 'terms.csv'), TERMS.replace('Choirs', 'Choral music'))
    let isOver = false
    const reloaded = gateway.reload(configOf(configured)).finally(() => (isOver = true))
    while (!isOver) {
      // oxlint-disable-next-line no-await-in-loop
      seen.add(await shown())
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await reloaded
    const after = await shown()
    expect([before, after]).toEqual(['Choirs: 300', 'Choral music: 300'])
    expect([...seen].filter((each) => each !== after)).toEqual([before])
  })

  it('that can not be read is refused with its path, and what ran before goes on', async () => {
    const { folder, configured, schemes } = createTaxonomyFiles()
    const { gateway, configOf } = await start(folder, SERVICES, configured)
    const broken = join(folder, 'broken.csv')
    writeFileSync(broken, 'a,b\n1,2\n')
    const taxonomies = { ...configured, schemes: [schemes, broken, join(folder, 'none.csv')] }
    await expect(gateway.reload(configOf(taxonomies))).rejects.toThrow(
      /none\.csv There is no such file[\s\S]*broken\.csv The file is none of these/,
    )
    expect(await namesUnder(gateway, 'ex:2', true, true)).toBe('by code, by curie, by uri, mood')
  })

  it('survives a restart, and costs nothing then', async () => {
    const { folder, configured } = createTaxonomyFiles()
    const { gateway, configOf } = await start(folder, SERVICES, configured)
    const generation = gateway.generation()
    await gateway.close()
    const again = await startGateway(configOf(configured), { dataDir: folder })
    expect(again.generation()).toBe(generation)
    expect(await namesUnder(again, 'ex:1', true, true)).toBe('by code, by curie, by uri, mood')
  })
})

describe('an import', () => {
  const said: string[] = []
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder()
  })
  const take = (...names: readonly string[]) => takeAs(false, names)
  const takeAs = (json: boolean, names: readonly string[], configured?: TaxonomyPaths) => {
    said.length = 0
    const place = {
      dataDir: folder,
      now: () => Date.parse('2026-11-23T10:00:00Z'),
      print: (line: string) => said.push(line),
      json,
      ...present({ configured }),
    }
    importTaxonomies(
      names.map((name) => join(folder, 'in', name)),
      {},
      place,
    )
  }
  const put = (name: string, text: string) => {
    mkdirSync(join(folder, 'in'), { recursive: true })
    writeFileSync(join(folder, 'in', name), text)
  }

  it.each([
    [
      'an LGA list',
      'services.csv',
      'Identifier,Label,Status,Type,Parent identifiers\n10,Sport clubs,Live,services,\n11,Old clubs,Discontinued,services,10\n',
      'esdServiceType:11',
      { name: 'Old clubs', discontinued: true, parents: [{ name: 'Sport clubs' }] },
    ],
    [
      'SKOS in JSON-LD',
      'list.jsonld',
      JSON.stringify({
        '@context': 'https://openactive.io/',
        id: 'https://a.example/list',
        type: 'ConceptScheme',
        title: 'Moves',
        concept: [
          { id: 'https://a.example/list#1', type: 'Concept', prefLabel: 'Dance' },
          {
            id: 'https://a.example/list#2',
            type: 'Concept',
            prefLabel: 'Tango',
            broader: ['https://a.example/list#1'],
          },
        ],
      }),
      'https://a.example/list#2',
      { name: 'Tango', discontinued: false, parents: [{ name: 'Dance' }] },
    ],
    [
      'Open Eligibility',
      'taxonomy.xml',
      '<taxonomy><version>2.0</version><services><top_level id="1" title="Food"><second_level id="2" title="Food Pantry"/></top_level></services></taxonomy>',
      'openEligibility:2',
      { name: 'Food Pantry', discontinued: false, parents: [{ name: 'Food' }] },
    ],
    [
      'a plain CSV',
      'terms.csv',
      'uri,name,parent\nhttps://b.example/1,Top,\nhttps://b.example/2,Under,https://b.example/1\n',
      'https://b.example/2',
      { name: 'Under', discontinued: false, parents: [{ name: 'Top' }] },
    ],
  ])('of %s is there after a restart', async (_what, name, text, uri, expected) => {
    put(name, text)
    take(name)
    expect(said[0]).toMatch(new RegExp(`/in/${name}: .*2 terms`))
    const gateway = await startGateway(testConfig([]), { dataDir: folder })
    const { data } = await gateway.ask(
      'query ($uri: String!) { taxonomyTerm(uri: $uri) { name discontinued parents { name } } }',
      { uri },
    )
    expect(data.taxonomyTerm).toEqual(expected)
  })

  it('of an LGA mapping list lets a need find the services that meet it', async () => {
    put(
      'needs-to-services.json',
      JSON.stringify({
        list: { items: [{ identifier: '7', label: 'Feeling lonely', mappings: [{ identifier: '1804' }] }] },
      }),
    )
    take('needs-to-services.json')
    const { gateway } = await start(folder, [
      tagged('tea', { id: '1804', name: 'Befriending', taxonomy: 'esdServiceTypes' }),
    ])
    const { data } = await gateway.ask(`{
      services(where: { taxonomyTerms: { anyOf: ["esdNeed:7"] } }) { edges { node { name } matchedVia { from { name } to { curie } relation } } }
    }`)
    expect(data.services.edges).toEqual([
      {
        node: { name: 'tea' },
        matchedVia: [{ from: { name: 'Feeling lonely' }, to: { curie: 'esdServiceType:1804' }, relation: 'NARROW' }],
      },
    ])
  })

  it('of schemes brings the files of terms they name, and a running gateway takes them over on reload', async () => {
    put('schemes.csv', SCHEMES)
    put('terms.csv', TERMS)
    const { gateway, configOf } = await start(folder, SERVICES)
    take('schemes.csv')
    expect(said).toContain(
      `${join(folder, 'in', 'terms.csv')}: Example Services: 8 terms, 0 of them discontinued, 7 links to broader terms.`,
    )
    await gateway.reload(configOf(undefined))
    expect(await namesUnder(gateway, 'ex:1', true, true)).toBe('by code, by curie, by uri')
  })

  it('keeps versions side by side; the newer one counts, and what it dropped is discontinued', async () => {
    const skos = (version: string, ...labels: readonly string[]) =>
      JSON.stringify({
        '@context': '',
        id: 'https://a.example/list',
        type: 'ConceptScheme',
        version,
        concept: labels.map((label, at) => ({ id: `https://a.example/list#${at + 1}`, prefLabel: label })),
      })
    put('new.jsonld', skos('2.0', 'Dancing'))
    put('old.jsonld', skos('1.0', 'Dance', 'Tango'))
    take('new.jsonld', 'old.jsonld')
    expect(readdirSync(join(folder, 'taxonomies'))).toHaveLength(2)
    const gateway = await startGateway(testConfig([]), { dataDir: folder })
    const { data } = await gateway.ask(
      '{ taxonomies { version termCount } taxonomyTerms { nodes { name otherNames discontinued } } }',
    )
    expect(data.taxonomies).toEqual([{ version: '2.0', termCount: 2 }])
    expect(data.taxonomyTerms.nodes).toEqual([
      { name: 'Dancing', otherNames: ['Dance'], discontinued: false },
      { name: 'Tango', otherNames: [], discontinued: true },
    ])
  })

  it('of a file that is none of the kinds is refused by name, and the others are taken', () => {
    put('terms.csv', TERMS.replaceAll('ex:', 'https://t.example/s/'))
    put('notes.txt', 'Dear all')
    expect(() => take('notes.txt', 'terms.csv')).toThrow(/notes\.txt: The file is none of these/)
    expect(readdirSync(join(folder, 'taxonomies'))).toHaveLength(1)
  })

  it('of mappings names the lists that could not be read, whose terms may be what seems to be missing', () => {
    put('mappings.csv', CROSSWALK)
    const configured = { schemes: [join(folder, 'gone.csv')], crosswalks: [], proposeByLabel: false }
    takeAs(false, ['mappings.csv'], configured)
    expect(said).toContain(`  What ${join(folder, 'gone.csv')} has is not known: There is no such file.`)
  })

  it('as JSON is one list of what became of each file, by the exit code too', () => {
    const before = process.exitCode
    onTestFinished(() => void (process.exitCode = before))
    put('terms.csv', TERMS.replaceAll('ex:', 'https://t.example/s/'))
    put('notes.txt', 'Dear all')
    const fileOf = (name: string) => join(folder, 'in', name)
    takeAs(true, ['terms.csv'])
    expect(process.exitCode).toBe(before)
    takeAs(true, ['notes.txt', 'terms.csv'])
    expect(process.exitCode).toBe(1)
    expect(JSON.parse(said.join())).toEqual([
      {
        ...{ file: fileOf('terms.csv'), kind: 'terms', summary: expect.stringContaining('8 terms') },
        ...{ problems: [], missing: [] },
      },
      { file: fileOf('notes.txt'), refusal: expect.stringContaining('The file is none of these') },
    ])
  })
})
