import { parse, validate } from 'graphql'
import { expect, it } from 'vitest'

import { createSchema } from '../../../src/graphql/schema.ts'
import { readCells, selectColumns } from '../../../src/server/exports/columns.ts'
import { METHOD_COLUMNS } from '../../../src/server/exports/coverage-columns.ts'
import { AREAS_SELECTION, MATRIX_SELECTION } from '../../../src/server/exports/coverage-csv.ts'
import { selectInFull } from '../../../src/server/exports/record-selection.ts'
import { SERVICE_COLUMNS } from '../../../src/server/exports/services-csv.ts'
import { SOURCE_SELECTION } from '../../../src/server/exports/source-columns.ts'

const SCHEMA = createSchema()

function coverage(selection: string): string {
  return `{ coverage(areas: {type: DISTRICT}, rows: {terms: []}) { ${selectColumns(METHOD_COLUMNS)} ${selection} } }`
}

it.each<[what: string, query: string]>([
  ['services.csv', `{ services { edges { ${selectColumns(SERVICE_COLUMNS)} } } }`],
  ['sources.csv', `{ services { feeds { ${SOURCE_SELECTION} } } }`],
  ['records.ndjson', `{ services { nodes { ${selectInFull(SCHEMA, 'Service')} } } }`],
  ['coverage.csv', coverage(MATRIX_SELECTION)],
  ['coverage-areas.csv', coverage(AREAS_SELECTION)],
])('every column of %s is a field of the schema', (_what, query) => {
  expect(validate(SCHEMA, parse(query))).toEqual([])
})

it('writes a record in full: its parts with all they have, other records by what names them', () => {
  const selection = selectInFull(SCHEMA, 'Service')
  expect(selection).toContain('feed { slug publisher }')
  expect(selection).toMatch(/schedules \{ .*byday/)
  expect(selection).toMatch(/serviceAtLocations \{ .*location \{ .*addresses \{ .*postalCode/)
  expect(selection).not.toContain('pageInfo')
})

it('a cell has several values once each, and nothing where a step is null', () => {
  const row = { node: { terms: [{ name: 'a' }, { name: 'b' }, { name: 'a' }], organization: null, age: 0 } }
  const columns = [
    ['terms', 'node.terms.name'],
    ['organization', 'node.organization.name'],
    ['age', 'node.age'],
  ] as const
  expect(readCells(columns, row)).toEqual(['a | b', null, 0])
})

it.each([
  ['a semicolon', ['Upper hall; east door', 'Barn']],
  ['the sign between members', ['Food | drink', 'Sport']],
  ['a stroke in a list of one', ['Food|drink']],
  ['backslashes', ['a\\', '|b', '\\| c']],
])('a list whose members hold %s can be taken apart again', (_what, members) => {
  const [cell] = readCells([['terms', 'terms.name']], { terms: members.map((name) => ({ name })) })
  const parts = String(cell).split(' | ')
  expect(parts.map((part) => part.replaceAll(/\\(.)/g, '$1'))).toEqual(members)
})

it('a single value stays as it is, whatever signs it holds', () => {
  expect(readCells([['name', 'node.name']], { node: { name: 'Tea | coffee' } })).toEqual(['Tea | coffee'])
})
