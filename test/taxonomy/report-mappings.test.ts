import { expect, it } from 'vitest'
import { createCrosswalk } from '../../src/taxonomy/crosswalk.ts'
import { reportMappings, type TermUse } from '../../src/taxonomy/report-mappings.ts'

it('says per feed and scheme what is mapped, and which unmapped terms matter most', () => {
  const local = { key: 'feed:north/tag', name: 'Tags', shared: false }
  const shared = { key: 'http://id.esd.org.uk/list/services', name: 'LGA services', shared: true }
  const use = (uri: string, services: number, scheme: TermUse['scheme'] = local): TermUse => ({
    feed: 'north',
    uri,
    name: uri.toUpperCase(),
    scheme,
    services,
  })
  const crosswalk = createCrosswalk([
    { from: 'a', to: 's', relation: 'EXACT', source: 'test', proposed: false },
    { from: 'b', to: 's', relation: 'CLOSE', source: 'equal labels', proposed: true },
    { from: 'c', to: 'elsewhere', relation: 'EXACT', source: 'test', proposed: false },
  ])
  const uses = [use('a', 5), use('b', 2), use('c', 3), use('d', 3), use('s', 1, shared)]
  const reports = reportMappings(uses, crosswalk, (uri) => uri === 's', 2)
  expect(reports).toMatchObject([
    { schemeName: 'LGA services', terms: 1, mappedTerms: 1, uses: 1, mappedUses: 1, commonestUnmapped: [] },
    { schemeName: 'Tags', shared: false, terms: 4, mappedTerms: 1, uses: 13, mappedUses: 5 },
  ])
  expect(reports[1]?.commonestUnmapped.map(({ uri }) => uri)).toEqual(['c', 'd'])
})
