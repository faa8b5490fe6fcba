import { describe, expect, it } from 'vitest'
import { findFormat } from '../../../src/taxonomy/files/find-format.ts'
import { readTaxonomyFile, type TaxonomyFileOptions } from '../../../src/taxonomy/files/read-taxonomy-file.ts'
import { UnreadableImport } from '../../../src/model/import-problem.ts'
import { builtInRegistry } from '../../../src/taxonomy/scheme-registry.ts'

const read = (text: string, fileName = 'file.txt', options: TaxonomyFileOptions = {}) =>
  readTaxonomyFile({ text, fileName, options }, builtInRegistry)

const MAPPING_LIST = JSON.stringify({
  list: {
    items: [{ identifier: '7', label: 'Feeling lonely', mappings: [{ identifier: '1804', label: 'Befriending' }] }],
  },
})

describe('a file of terms', () => {
  it.each([
    ['\uFEFFIdentifier,Label,Status\n1,Bins,Live\n', 'lga list'],
    ['"URI","Name"\nhttps://a.example/t/1,One\n', 'plain'],
    ['uri_stub,curie_prefix,name,file\n', 'schemes'],
    ['fromTerm,relation,toTerm,source\n', 'crosswalk'],
    ['  <taxonomy><services/></taxonomy>', 'open eligibility'],
    ['{"@context": "https://openactive.io/", "id": "https://a.example/list"}', 'skos'],
    [MAPPING_LIST, 'lga mappings'],
  ])('is stated by its content: %s', (text, format) => {
    expect(findFormat(text)).toBe(format)
  })

  it.each(['name,age\n', '', 'PK\u0003\u0004'])('is refused where it is none of the kinds, which are named', (text) => {
    expect(() => findFormat(text)).toThrow(UnreadableImport)
    expect(() => findFormat(text)).toThrow(/LGA list .* plain CSV .* SKOS/)
  })

  it('of no known scheme becomes a scheme of its own, under what its URIs have in common', () => {
    const file = read('uri,name\nhttps://a.example/t/1,One\n', 'town terms.csv', { version: '3' })
    expect(file).toMatchObject({
      kind: 'terms',
      file: { scheme: { key: 'https://a.example/t', name: 'town terms', version: '3' } },
    })
  })

  it('of a known scheme belongs to it', () => {
    const file = read('uri,name\nesdServiceType:12,One\n')
    expect(file).toMatchObject({
      file: { scheme: { name: 'LGA services' }, terms: [{ uri: 'http://id.esd.org.uk/service/12' }] },
    })
  })
})

describe('an LGA mapping list', () => {
  it('takes its lists from the options or from its name, and gives the needs their names', () => {
    const needs = {
      scheme: { name: 'LGA needs' },
      terms: [{ uri: 'http://id.esd.org.uk/need/7', curie: 'esdNeed:7', name: 'Feeling lonely' }],
    }
    const expected = {
      kind: 'crosswalk',
      mappings: [{ from: 'http://id.esd.org.uk/need/7', to: 'http://id.esd.org.uk/service/1804', relation: 'NARROW' }],
      files: [needs],
    }
    expect(read(MAPPING_LIST, 'needs-to-services.json')).toMatchObject(expected)
    expect(read(MAPPING_LIST, 'list.json', { from: 'needs', to: 'services' })).toMatchObject(expected)
  })

  it('is refused where nothing says which lists it leads between', () => {
    expect(() => read(MAPPING_LIST, 'list.json')).toThrow(/--from and --to/)
  })
})
