import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StatedTerm } from '../../src/model/attribute.ts'
import { identifyTerm } from '../../src/taxonomy/identify-term.ts'
import { readSchemesCsv } from '../../src/taxonomy/read-schemes-csv.ts'
import { createSchemeRegistry } from '../../src/taxonomy/scheme-registry.ts'
import { canonicalTermUri } from '../../src/taxonomy/term-uri.ts'

const recordings = process.env['RECORDINGS'] ?? ''
const hobby = 'http://id.esd.org.uk/service/1804'

describe('one LGA term', () => {
  it.each<StatedTerm>([
    { id: hobby, taxonomy: { name: 'esdServiceTypes' } },
    { id: 'https://id.esd.org.uk/service/1804/' },
    { id: 'http://id.esd.org.uk/Services/1804' },
    { id: 'esdServiceType:1804' },
    { id: 'esdServiceTypes:1804' },
    { id: 'ESDSERVICETYPES: 1804' },
    { id: '1804', taxonomy: { name: 'esdServiceTypes' } },
    { id: '1804', taxonomy: { name: 'ESDstandards' } },
    { id: '1804', taxonomy: { name: 'esdstandards' } },
    { id: '1804', taxonomy: { name: 'ESD Standards' } },
    { id: '1804', taxonomy: { uri: 'http://id.esd.org.uk/list/services' } },
    { id: '5d1f0c0e-0b43-4a7c-9d8a-2f6d3f0f2c11', code: '1804', taxonomy: { name: 'esdServiceTypes' } },
    {
      id: '5d1f0c0e-0b43-4a7c-9d8a-2f6d3f0f2c11',
      termUri: 'https://standards.esd.org.uk/?uri=esd%3Aservice%2F1804',
      taxonomy: { name: 'esdstandards', uri: 'https://standards.esd.org.uk/' },
    },
    { id: '7', termUri: 'https://standards.esd.org.uk/?uri=service%2F1804' },
    { id: '1804', taxonomy: { name: 'x', uri: 'https://standards.esd.org.uk/?uri=list%2FcommunityServices' } },
    { id: '7', code: '1804', taxonomy: { name: 'x', uri: 'https://standards.esd.org.uk/' } },
  ])('has one URI when written as %j', (stated) => {
    expect(identifyTerm(stated, 'north')).toEqual({
      uri: hobby,
      curie: 'esdServiceType:1804',
      code: '1804',
      scheme: {
        key: 'http://id.esd.org.uk/list/services',
        name: 'LGA services',
        uri: 'http://id.esd.org.uk/list/services',
        shared: true,
      },
    })
  })
})

it.each<[string, StatedTerm, string, string]>([
  [
    'a circumstance by the prefix Bristol uses',
    { id: 'circumstance:192', taxonomy: { name: 'esdCircumstances' } },
    'http://id.esd.org.uk/circumstance/192',
    'http://id.esd.org.uk/list/circumstances',
  ],
  [
    'Open Eligibility, which has no URIs',
    { id: 'OpenEligibility:20002' },
    'urn:oruk-gateway:scheme:openEligibility:20002',
    'urn:oruk-gateway:scheme:openEligibility',
  ],
  [
    'OpenActive by a bare UUID',
    { id: '117E7F70-6c42-4b1f-a3bb-620b63ea2632', taxonomy: { name: 'activity' } },
    'https://openactive.io/activity-list#117e7f70-6c42-4b1f-a3bb-620b63ea2632',
    'https://openactive.io/activity-list',
  ],
  [
    'SNOMED CT',
    { id: 'a', code: '394914008', taxonomy: { name: 'SNOMED CT' } },
    'http://snomed.info/id/394914008',
    'http://snomed.info/sct',
  ],
  [
    'another URI',
    { id: 'https://terms.example.org/themes/food', taxonomy: { name: 'Themes' } },
    'https://terms.example.org/themes/food',
    'https://terms.example.org/themes',
  ],
  [
    'a local CURIE',
    { id: 'bccservicetype:349', taxonomy: { name: 'BCC Services' } },
    'urn:oruk-gateway:feed:north:bccservicetype:349',
    'feed:north/bccservice',
  ],
  [
    'a local CURIE with a word',
    { id: 'gender:Female' },
    'urn:oruk-gateway:feed:north:gender:Female',
    'feed:north/gender',
  ],
  [
    'an Outpost id and slug',
    { id: '403', code: 'staying-active', name: 'Staying active' },
    'urn:oruk-gateway:feed:north:terms:403',
    'feed:north/terms',
  ],
  [
    'an Outpost slug alone',
    { code: 'staying-active' },
    'urn:oruk-gateway:feed:north:terms:staying-active',
    'feed:north/terms',
  ],
  [
    'a label alone',
    { name: 'Arts / Crafts', taxonomy: { name: 'Creativity' } },
    'urn:oruk-gateway:feed:north:creativity:label:arts-crafts',
    'feed:north/creativity',
  ],
  [
    'a number of a local vocabulary',
    { id: '1804', taxonomy: { name: 'Needs' } },
    'urn:oruk-gateway:feed:north:need:1804',
    'feed:north/need',
  ],
  [
    'a local CURIE in a vocabulary that claims to be the LGA list',
    { id: 'bccservicetype:349', taxonomy: { name: 'esdServiceTypes' } },
    'urn:oruk-gateway:feed:north:bccservicetype:349',
    'feed:north/esdservicetype',
  ],
  [
    'a local vocabulary with an everyday name',
    { id: '12', taxonomy: { name: 'Community services' } },
    'urn:oruk-gateway:feed:north:communityservice:12',
    'feed:north/communityservice',
  ],
  [
    'a bare placeholder host',
    { id: '9', termUri: 'http://www.example.com' },
    'urn:oruk-gateway:feed:north:terms:9',
    'feed:north/terms',
  ],
  [
    "the scheme's own address given as the term's",
    { id: '9', termUri: 'https://x.org/scheme', taxonomy: { name: 'X', uri: 'https://x.org/scheme/' } },
    'urn:oruk-gateway:feed:north:x:9',
    'feed:north/x',
  ],
])('identifies %s', (_, stated, uri, scheme) => {
  const identified = identifyTerm(stated, 'north')
  expect(identified?.uri).toBe(uri)
  expect(identified?.scheme.key).toBe(scheme)
})

it('keeps equal ids of two feeds apart', () => {
  expect(identifyTerm({ id: '3' }, 'north')?.uri).not.toBe(identifyTerm({ id: '3' }, 'south')?.uri)
})

it('is undefined where nothing at all is stated', () => {
  expect(identifyTerm({ taxonomy: { name: 'Themes' } }, 'north')).toBeUndefined()
})

it.each([
  ['https://id.esd.org.uk/need/12', 'http://id.esd.org.uk/need/12'],
  ['esdneeds:12', 'http://id.esd.org.uk/need/12'],
  ['  esdServiceType:841 ', 'http://id.esd.org.uk/service/841'],
  ['URN:ORUK-Gateway:feed:north:gender:Female', 'urn:oruk-gateway:feed:north:gender:Female'],
  ['HTTPS://Terms.Example.org/A/', 'https://terms.example.org/A'],
  ['bccservicetype:349', undefined],
  ['food banks', undefined],
  ['', undefined],
])('takes %j from a user as %j', (stated, uri) => {
  expect(canonicalTermUri(stated)).toBe(uri)
})

it('has nothing more to change in what it made canonical', () => {
  const stated = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string(),
    fc.constantFrom('esdneeds:4'),
  )
  fc.assert(
    fc.property(stated, (text) => {
      const uri = canonicalTermUri(text)
      if (uri !== undefined) expect(canonicalTermUri(uri)).toBe(uri)
    }),
  )
})

it('knows a scheme that a file describes by its CURIE, by bare code and by URI alike', () => {
  const { schemes, problems } = readSchemesCsv(
    'uri_stub,curie_prefix,name,other_names,file\n' +
      'https://terms.example.org/Shire/,shireTerm,Shire Terms,the shire list;shires,shire.csv\n' +
      'https://terms.example.org/no-separator,x,X,,\n',
  )
  expect(schemes).toMatchObject([{ key: 'https://terms.example.org/Shire', file: 'shire.csv' }])
  expect(problems.map((problem) => problem.line)).toEqual([3])
  const registry = createSchemeRegistry(schemes)
  const stated: StatedTerm[] = [
    { id: 'shireTerms:A7', taxonomy: { name: 'anything' } },
    { id: 'A7', taxonomy: { name: 'Shire terms' } },
    { id: 'a-uuid', code: 'A7', taxonomy: { name: 'The Shire List' } },
    { id: 'a-uuid', termUri: 'http://terms.example.org/shire/A7' },
  ]
  for (const term of stated) {
    expect(identifyTerm(term, 'north', registry)).toMatchObject({
      uri: 'https://terms.example.org/Shire/A7',
      curie: 'shireTerm:A7',
      scheme: { key: 'https://terms.example.org/Shire', shared: true },
    })
  }
  expect(canonicalTermUri('shireTerm:A7', registry)).toBe('https://terms.example.org/Shire/A7')
})

describe.skipIf(recordings === '')("Bristol's tags of 2021", () => {
  it('are 154 terms in 8 vocabularies, with one URI for each LGA term', () => {
    const file = join(recordings, 'taxonomies/bristol-2021-service-taxonomys.json')
    const stated = new Map<string, StatedTerm>()
    JSON.parse(readFileSync(file, 'utf8'), (key, value: { id: string; name: string; vocabulary: string }) => {
      if (key === 'taxonomy')
        stated.set(value.id, { id: value.id, name: value.name, taxonomy: { name: value.vocabulary } })
      return value
    })
    const identified = [...stated.values()].map((term) => identifyTerm(term, 'bristol'))
    expect(new Set(identified.map((term) => term?.uri)).size).toBe(154)
    expect(new Set(identified.map((term) => term?.scheme.key)).size).toBe(8)
    const shared = identified.filter((term) => term?.scheme.shared)
    expect(shared).toHaveLength(13)
    for (const term of shared) {
      const number = term?.code ?? ''
      const kind = term?.curie?.startsWith('esdServiceType:') ? 'service' : 'circumstance'
      expect(term?.uri).toBe(`http://id.esd.org.uk/${kind}/${number}`)
      const otherForms: StatedTerm[] = [
        { id: term?.curie ?? '' },
        { id: number, taxonomy: { name: term?.scheme.name ?? '' } },
      ]
      for (const form of otherForms) expect(identifyTerm(form, 'elsewhere')?.uri).toBe(term?.uri)
    }
  })
})
