import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UnreadableImport } from '../../src/model/import-problem.ts'
import { readLgaCsv } from '../../src/taxonomy/read-lga-csv.ts'
import { readOpenEligibilityXml } from '../../src/taxonomy/read-open-eligibility-xml.ts'
import { readPlainCsv } from '../../src/taxonomy/read-plain-csv.ts'
import { readSkosJson } from '../../src/taxonomy/read-skos-json.ts'

const recordings = process.env['RECORDINGS'] ?? ''

describe('an LGA list in CSV', () => {
  it('gives canonical URIs, marks discontinued terms and dates its version by the latest change', () => {
    const file = readLgaCsv(
      '\uFEFFIdentifier,Label,Status,Description,Created,Modified,History notes,Type\n' +
        '12,Pond care,Live,"Ponds, large and small",03/04/2013,25/01/2019,,Service\n' +
        '13,Lamp oil,Discontinued,,03/04/2013,03/04/2013,,Service\n' +
        'x,No number,Live,,,,,Service\n',
    )
    expect(file.scheme).toMatchObject({ key: 'http://id.esd.org.uk/list/services', version: '2019-01-25' })
    expect(file.terms).toEqual([
      {
        uri: 'http://id.esd.org.uk/service/12',
        curie: 'esdServiceType:12',
        code: '12',
        name: 'Pond care',
        otherNames: [],
        description: 'Ponds, large and small',
        discontinued: false,
      },
      expect.objectContaining({ code: '13', discontinued: true }),
    ])
    expect(file.problems).toEqual([{ line: 4, message: expect.stringContaining('row left out') }])
  })

  it('takes parents, several to a row, and says which are missing', () => {
    const file = readLgaCsv(
      'Identifier,Label,Type,Parent identifiers,Parent labels,\n1,Top,Function,,,\n2,Side,Function,,,\n3,Low,Function,"1,2,9",,\n',
    )
    const stub = 'http://id.esd.org.uk/function/'
    expect(file.parents).toEqual([
      { uri: `${stub}3`, parentUri: `${stub}1` },
      { uri: `${stub}3`, parentUri: `${stub}2` },
    ])
    expect(file.problems).toEqual([{ line: 4, message: `${stub}3 has a parent that is not in the file: ${stub}9` }])
  })

  it.each([
    ['is not CSV', 'Identifier,Label\n"1,Open quote'],
    ['lacks its columns', 'id,name\n1,Top\n'],
    ['does not say which list', 'Identifier,Label\n1,Top\n'],
    ['is no list of the LGA', 'Identifier,Label,Type\n1,Top,Snomed\n'],
  ])('is refused when it %s', (_, text) => {
    expect(() => readLgaCsv(text)).toThrow(UnreadableImport)
  })
})

describe('a SKOS scheme in JSON-LD', () => {
  const concept = (id: string, more: object) => ({
    id: `https://terms.example.org/play#${id}`,
    type: 'Concept',
    ...more,
  })

  it('keeps several broader terms, other labels and definitions', () => {
    const file = readSkosJson(
      JSON.stringify({
        id: 'https://terms.example.org/play',
        title: 'Play',
        type: 'ConceptScheme',
        concept: [
          concept('1', { prefLabel: 'Water', notation: 'water' }),
          concept('2', { prefLabel: 'Balls', altLabel: ['Ball games'] }),
          concept('3', {
            prefLabel: 'Polo',
            definition: 'In a pool',
            broader: ['https://terms.example.org/play#1', 'https://terms.example.org/play#2'],
          }),
          concept('4', { notation: 'nameless' }),
        ],
      }),
      '2026-01',
    )
    expect(file.scheme).toMatchObject({ key: 'https://terms.example.org/play', name: 'Play', version: '2026-01' })
    expect(file.terms.map((term) => [term.name, term.code, term.otherNames])).toEqual([
      ['Water', 'water', []],
      ['Balls', undefined, ['Ball games']],
      ['Polo', undefined, []],
    ])
    expect(file.parents).toHaveLength(2)
    expect(file.problems).toHaveLength(1)
  })

  it('is read from a @graph with prefixed keys and labels in several languages', () => {
    const file = readSkosJson(
      JSON.stringify({
        '@graph': [
          { '@id': 'https://terms.example.org/s', '@type': 'skos:ConceptScheme', 'dct:title': 'S' },
          {
            '@id': 'https://terms.example.org/s/a',
            '@type': ['skos:Concept'],
            'skos:prefLabel': [
              { '@language': 'cy', '@value': 'Nofio' },
              { '@language': 'en', '@value': 'Swimming' },
            ],
            'owl:deprecated': true,
          },
        ],
      }),
    )
    expect(file.terms).toMatchObject([{ uri: 'https://terms.example.org/s/a', name: 'Swimming', discontinued: true }])
  })

  it.each(['', '[]', '{}', '{"id":"https://x.org/s","type":"ConceptScheme","concept":[]}'])('refuses %j', (text) => {
    expect(() => readSkosJson(text)).toThrow(UnreadableImport)
  })
})

describe('the Open Eligibility XML', () => {
  const xml = (body: string) => `<?xml version="1.0"?><taxonomy><version>9.1</version>${body}</taxonomy>`

  it('gives its levels as parents, top descriptions, and its version', () => {
    const file = readOpenEligibilityXml(
      xml(`<services><descriptions><category id="7" title="soup">Soup &amp; bread.</category></descriptions>
        <top_level id="7" title="Soup"><second_level id="8" title="Cold soup"/></top_level></services>
        <situations><top_level id='20' title="Hungry"></top_level><top_level title="No id"/></situations>`),
    )
    const stub = 'urn:oruk-gateway:scheme:openEligibility:'
    expect(file.scheme.version).toBe('9.1')
    expect(file.terms.map((term) => [term.uri, term.name, term.description])).toEqual([
      [`${stub}7`, 'Soup', 'Soup & bread.'],
      [`${stub}8`, 'Cold soup', undefined],
      [`${stub}20`, 'Hungry', undefined],
    ])
    expect(file.parents).toEqual([{ uri: `${stub}8`, parentUri: `${stub}7` }])
    expect(file.problems).toHaveLength(1)
  })

  it('keeps a term listed twice once, under both parents and with both names', () => {
    const file = readOpenEligibilityXml(
      xml(`<services><top_level id="1" title="A"><second_level id="3" title="Care"/></top_level>
        <top_level id="2" title="B"><second_level id="3" title="Caring"/></top_level></services>`),
    )
    expect(file.terms[1]).toMatchObject({ name: 'Care', otherNames: ['Caring'] })
    expect(file.parents).toHaveLength(2)
    expect(file.problems).toHaveLength(1)
  })

  it.each([
    '',
    '<a/>',
    '<taxonomy><services></taxonomy>',
    '<!DOCTYPE a [<!ENTITY b "c">]><taxonomy><services/></taxonomy>',
  ])('refuses %j', (text) => {
    expect(() => readOpenEligibilityXml(text)).toThrow(UnreadableImport)
  })
})

it('reads a plain CSV with several parents, other names and discontinued terms', () => {
  const scheme = { key: 'https://terms.example.org/t', name: 'T', shared: true }
  const file = readPlainCsv(
    'uri,name,parent,description,code,discontinued,other_names\n' +
      'https://terms.example.org/t/1,One,,First,1,,Uno | Un\n' +
      'https://terms.example.org/t/2,Two,https://terms.example.org/t/1|esdServiceType:5|nonsense,,2,yes,\n' +
      'no uri,Three,,,,,\n',
    scheme,
  )
  expect(file.terms).toMatchObject([
    { name: 'One', description: 'First', code: '1', otherNames: ['Uno', 'Un'], discontinued: false },
    { name: 'Two', discontinued: true },
  ])
  expect(file.parents).toEqual([{ uri: 'https://terms.example.org/t/2', parentUri: 'https://terms.example.org/t/1' }])
  expect(file.problems.map((problem) => problem.line)).toEqual([3, 4, 3])
})

it('cuts a circle in a file and says so', () => {
  const file = readPlainCsv('uri,name,parent\nurn:x:a,A,urn:x:b\nurn:x:b,B,urn:x:a\n', {
    key: 'urn:x',
    name: 'X',
    shared: true,
  })
  expect(file.parents).toEqual([{ uri: 'urn:x:a', parentUri: 'urn:x:b' }])
  expect(file.problems).toEqual([{ message: expect.stringContaining('closes a circle') }])
})

describe.skipIf(recordings === '')('the published lists', () => {
  const read = (name: string) => readFileSync(join(recordings, 'taxonomies', name), 'utf8')

  it.each([
    ['LGA services 2022', () => readLgaCsv(read('lga-english-and-welsh-services-2022.csv')), 1002, 0, 24],
    ['LGA functions 2015', () => readLgaCsv(read('lga-functions-2015.csv')), 113, 100, 0],
    ['OpenActive', () => readSkosJson(read('openactive-activity-list.jsonld')), 768, 646, 0],
    [
      'Open Eligibility, two of its 385 nodes repeated',
      () => readOpenEligibilityXml(read('open-eligibility-2.0.xml')),
      383,
      350,
      0,
    ],
  ])('are taken whole: %s', (_, readFile, terms, parents, discontinued) => {
    const file = readFile()
    expect(file.terms).toHaveLength(terms)
    expect(file.parents).toHaveLength(parents)
    expect(file.terms.filter((term) => term.discontinued)).toHaveLength(discontinued)
  })
})
