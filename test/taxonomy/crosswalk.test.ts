import { describe, expect, it } from 'vitest'
import { UnreadableImport } from '../../src/model/import-problem.ts'
import { createCrosswalk } from '../../src/taxonomy/crosswalk.ts'
import type { MappingRelation, TermMapping } from '../../src/model/term-mapping.ts'
import { expandTerm } from '../../src/taxonomy/expand-terms.ts'
import { createHierarchy } from '../../src/taxonomy/hierarchy.ts'
import { proposeMappings } from '../../src/taxonomy/propose-mappings.ts'
import { readCrosswalkCsv, readLgaMappings } from '../../src/taxonomy/read-crosswalk.ts'

const mapping = (from: string, relation: MappingRelation, to: string, proposed = false): TermMapping => ({
  from,
  to,
  relation,
  source: 'test',
  proposed,
})
const reached = (mappings: readonly TermMapping[], from = 'a', withProposed = false) =>
  createCrosswalk(mappings, { withProposed })
    .reachableFrom(from)
    .map((term) => term.uri)

it.each<[string, readonly TermMapping[], readonly string[]]>([
  ['exact forward', [mapping('a', 'EXACT', 'b')], ['b']],
  ['exact backward', [mapping('b', 'EXACT', 'a')], ['b']],
  ['close both ways', [mapping('a', 'CLOSE', 'b'), mapping('c', 'CLOSE', 'a')], ['b', 'c']],
  ['narrow to the narrower', [mapping('a', 'NARROW', 'b')], ['b']],
  ['broad read backwards', [mapping('b', 'BROAD', 'a')], ['b']],
  ['not to the broader', [mapping('a', 'BROAD', 'b')], []],
  ['not back over narrow', [mapping('b', 'NARROW', 'a')], []],
  ['exact after exact', [mapping('a', 'EXACT', 'b'), mapping('b', 'EXACT', 'c')], ['b', 'c']],
  [
    'exact around one close',
    [mapping('a', 'EXACT', 'b'), mapping('b', 'CLOSE', 'c'), mapping('c', 'EXACT', 'd')],
    ['b', 'c', 'd'],
  ],
  ['never close after close', [mapping('a', 'CLOSE', 'b'), mapping('b', 'CLOSE', 'c')], ['b']],
  ['not what only labels suggest', [mapping('a', 'CLOSE', 'b', true)], []],
])('leads %s', (_, mappings, expected) => {
  expect(reached(mappings)).toEqual(expected)
})

it('takes the longer way where the shorter has used up its closeness', () => {
  const mappings = [
    mapping('a', 'CLOSE', 'b'),
    mapping('a', 'EXACT', 'x'),
    mapping('x', 'EXACT', 'b'),
    mapping('b', 'NARROW', 'c'),
  ]
  expect(reached(mappings)).toContain('c')
})

it('follows proposals only where asked', () => {
  expect(reached([mapping('a', 'CLOSE', 'b', true)], 'a', true)).toEqual(['b'])
})

it('says for every term reached through which mappings', () => {
  const hierarchy = createHierarchy([
    { uri: 'a1', parentUri: 'a' },
    { uri: 'b1', parentUri: 'b' },
  ])
  const exact = mapping('a1', 'EXACT', 'b')
  const crosswalk = createCrosswalk([exact])
  expect([...expandTerm('a', hierarchy, { descendants: true, crosswalk })]).toEqual([
    ['a', []],
    ['a1', []],
    ['b', [exact]],
    ['b1', [exact]],
  ])
  expect([...expandTerm('a', hierarchy, { descendants: false, crosswalk }).keys()]).toEqual(['a'])
  expect([...expandTerm('a', hierarchy, { descendants: true }).keys()]).toEqual(['a', 'a1'])
})

it('proposes close from a local term to a shared one with the same label, and nothing else', () => {
  const terms = [
    { uri: 'l1', name: 'Arts & Crafts', taxonomy: 'feed:a/x', shared: false },
    { uri: 'l2', name: 'Café', taxonomy: 'feed:a/x', shared: false },
    { uri: 'l3', name: 'Arts and crafts', taxonomy: 'feed:b/x', shared: false },
    { uri: 's1', name: 'Arts and crafts', taxonomy: 's', shared: true },
    { uri: 's2', name: 'Art', taxonomy: 's', shared: true },
  ]
  expect(proposeMappings(terms).map(({ from, relation, to, proposed }) => [from, relation, to, proposed])).toEqual([
    ['l1', 'CLOSE', 's1', true],
    ['l3', 'CLOSE', 's1', true],
  ])
})

describe('a crosswalk in CSV', () => {
  it('keeps source, reviewer and date, and says what it left out', () => {
    const file = readCrosswalkCsv(
      'fromTerm,relation,toTerm,source,reviewer,date\n' +
        'urn:oruk-gateway:feed:north:theme:1,exactMatch,esdServiceType:12,workshop,A team,2026-02-03\n' +
        'esdNeeds:4,Narrow,http://id.esd.org.uk/service/12/,,,soon\n' +
        'esdNeed:4,nearly,esdServiceType:12,,,\n' +
        'esdNeed:4,exact,esdneeds:4,,,\n' +
        'Food,exact,esdNeed:4,,,\n',
      'mine.csv',
    )
    expect(file.mappings).toEqual([
      {
        from: 'urn:oruk-gateway:feed:north:theme:1',
        to: 'http://id.esd.org.uk/service/12',
        relation: 'EXACT',
        source: 'workshop',
        reviewer: 'A team',
        date: '2026-02-03',
        proposed: false,
      },
      {
        from: 'http://id.esd.org.uk/need/4',
        to: 'http://id.esd.org.uk/service/12',
        relation: 'NARROW',
        source: 'mine.csv',
        proposed: false,
      },
    ])
    expect(file.problems.map((problem) => problem.line)).toEqual([4, 5, 6])
  })

  it('takes rows without a relation as open, dates as a British spreadsheet saves them, and no empty row', () => {
    const file = readCrosswalkCsv(
      'fromTerm,relation,toTerm,date,reason\n' +
        'urn:x:1,close,esdNeed:4,8/11/2026,same label\n' +
        'urn:x:2,close,esdNeed:4,31/31/2026,same label\n' +
        'urn:x:3,,esdNeed:4,,same label\n' +
        'urn:x:4,,,,nothing suggested\n' +
        ',,,,\n',
      'mine.csv',
    )
    expect(file.mappings.map(({ date }) => date)).toEqual(['2026-11-08', undefined])
    expect(file.open).toBe(2)
    expect(file.problems).toEqual([])
  })

  it('names what is withdrawn apart, with its source where it has one', () => {
    const file = readCrosswalkCsv(
      'fromTerm,relation,toTerm,source\nurn:x:1,Withdrawn,esdNeed:4,Review\nurn:x:2,withdrawn,esdNeed:4,\nurn:x:3,withdrawn,,\n',
      'mine.csv',
    )
    const to = 'http://id.esd.org.uk/need/4'
    expect(file.withdrawn).toEqual([
      { from: 'urn:x:1', to, source: 'Review' },
      { from: 'urn:x:2', to },
    ])
    expect(file.problems.map(({ line }) => line)).toEqual([4])
  })

  it('is refused without its columns', () => {
    expect(() => readCrosswalkCsv('a,b\n1,2\n', 'x.csv')).toThrow(UnreadableImport)
  })
})

it("reads the LGA's mapping of needs to services, so that a need finds the services that meet it", () => {
  const file = readLgaMappings(
    JSON.stringify({
      list: {
        items: [
          { identifier: '4', label: 'Food', mappings: [{ identifier: 12, label: 'Soup' }, '13'] },
          { identifier: 'http://id.esd.org.uk/need/5', mappings: [{ items: [{ identifier: '14' }, {}] }] },
          { label: 'nothing' },
        ],
      },
    }),
    'needs',
    'services',
  )
  expect(file.problems).toHaveLength(2)
  const crosswalk = createCrosswalk(file.mappings)
  const need = (code: string) => crosswalk.reachableFrom(`http://id.esd.org.uk/need/${code}`).map((term) => term.uri)
  expect(need('4')).toEqual(['http://id.esd.org.uk/service/12', 'http://id.esd.org.uk/service/13'])
  expect(need('5')).toEqual(['http://id.esd.org.uk/service/14'])
  expect(() => readLgaMappings('{"list":{}}', 'needs', 'services')).toThrow(UnreadableImport)
})
