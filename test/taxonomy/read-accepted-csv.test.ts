import { expect, it } from 'vitest'
import { readAcceptedCsv } from '../../src/taxonomy/read-accepted-csv.ts'

const TERM = 'http://id.esd.org.uk/service/12'
const HEADER = 'feed,originId,decision,term,by,date\n'
const read = (rows: string, options = {}) => readAcceptedCsv(HEADER + rows, options)

it.each([
  ['its own reviewer and day', 'north,1,accepted,esdServiceType:12,B,28/11/2026\n', {}, 'B', '2026-11-28'],
  ['those of the command', 'north,1,Yes,esdServiceType:12,,\n', { by: 'A', date: '2026-11-29' }, 'A', '2026-11-29'],
])('takes an accepted term with %s', (_, rows, options, by, date) => {
  expect(read(rows, options).accepted).toEqual([{ service: 'north/1', term: TERM, by, date }])
})

it('holds withdrawn, rejected and open rows apart, and says what can not be meant', () => {
  const file = read(
    [
      'north,1,withdrawn,esdServiceType:12,,',
      'north,2,rejected,esdServiceType:12,,',
      'north,3,,esdServiceType:12,,',
      'north,4,perhaps,esdServiceType:12,A,2026-11-28',
      'north,5,accepted,choirs,A,2026-11-28',
      'north,6,accepted,esdServiceType:12,,',
    ].join('\n'),
  )
  expect(file).toMatchObject({ accepted: [], withdrawn: [{ service: 'north/1', term: TERM }], open: 1 })
  expect(file.problems.map(({ line }) => line)).toEqual([5, 6, 7])
})
