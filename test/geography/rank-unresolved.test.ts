import { expect, it } from 'vitest'
import { rankUnresolved } from '../../src/geography/rank-unresolved.ts'
import { resolveServiceArea } from '../../src/geography/resolve-service-area.ts'
import { gazetteer } from './shire.ts'

it('ranks names by how often they stay unresolved, spellings together, with feeds and candidates', () => {
  const names = [
    ['north', 'Twin'],
    ['north', 'The Levels'],
    ['south', 'the  levels'],
    ['south', 'West'],
    ['south', ''],
  ] as const
  const declared = names.map(([feed, name]) => ({ feed, area: resolveServiceArea({ name }, gazetteer) }))
  expect(rankUnresolved(declared)).toEqual([
    { name: 'The Levels', resolution: 'UNRESOLVED', count: 2, feeds: ['north', 'south'], candidates: [] },
    { name: 'Twin', resolution: 'AMBIGUOUS', count: 1, feeds: ['north'], candidates: ['E06900001', 'E12900001'] },
  ])
})
