import { parse, validate } from 'graphql'
import { expect, it } from 'vitest'

import { createSchema } from '../../../src/graphql/schema.ts'
import { readCells, selectColumns } from '../../../src/server/exports/columns.ts'
import { METHOD_COLUMNS } from '../../../src/server/exports/coverage-columns.ts'
import { AREAS_SELECTION, KEPT_AREAS_SELECTION, MATRIX_SELECTION } from '../../../src/server/exports/coverage-csv.ts'
import { AREAS, CHANGES, FEED_COLUMNS, GAPS, ISSUES, ORGANIZATIONS } from '../../../src/server/exports/list-tables.ts'
import { selectInFull } from '../../../src/server/exports/record-selection.ts'
import { DUPLICATES_SELECTION, QUALITY_COLUMNS } from '../../../src/server/exports/record-tables-csv.ts'
import { SERVICE_PARTS } from '../../../src/server/exports/service-parts-csv.ts'
import { SERVICE_COLUMNS } from '../../../src/server/exports/services-csv.ts'
import { TREND_SELECTION } from '../../../src/server/exports/trend-csv.ts'
import { WORKLIST_BESIDES, WORKLIST_COLUMNS } from '../../../src/server/exports/worklist-csv.ts'
import { SOURCE_SELECTION } from '../../../src/server/exports/source-columns.ts'

const SCHEMA = createSchema()

function coverage(selection: string): string {
  return `{ coverage(areas: {type: DISTRICT}, rows: {terms: []}) { ${selectColumns(METHOD_COLUMNS)} ${selection} } }`
}

it.each<[what: string, query: string]>([
  ['services.csv', `{ services { edges { ${selectColumns(SERVICE_COLUMNS)} } } }`],
  ['sources.csv', `{ services { feeds { ${SOURCE_SELECTION} } } }`],
  ['records.ndjson', `{ services { nodes { ${selectInFull(SCHEMA, 'Service')} } } }`],
  ['quality.csv', `{ services { edges { ${selectColumns(QUALITY_COLUMNS)} } } }`],
  ['duplicates.csv', `{ services { edges { ${DUPLICATES_SELECTION} } } }`],
  ['organizations.csv', `{ organizations { edges { ${selectColumns(ORGANIZATIONS.columns)} } } }`],
  [
    'changes.csv',
    `{ changes(since: "2026-01-01T00:00:00Z") { historyFrom edges { ${selectColumns(CHANGES.columns)} } } }`,
  ],
  [
    'issues.csv',
    `{ feed(slug: "a") { ${selectColumns(ISSUES.besides ?? [])} issues { edges { ${selectColumns(ISSUES.columns)} } } } }`,
  ],
  [
    'worklist.csv',
    `{ feed(slug: "a") { ${selectColumns(WORKLIST_BESIDES)} worklist { edges { ${selectColumns(WORKLIST_COLUMNS)} } } } }`,
  ],
  ['feeds.csv', `{ feeds { ${selectColumns(FEED_COLUMNS)} } }`],
  ['areas.csv', `{ areas { edges { ${selectColumns(AREAS.columns)} } } }`],
  ['service-issues.csv', `{ service(id: "a") { ${SERVICE_PARTS.issues} } }`],
  ['service-differences.csv', `{ service(id: "a") { ${SERVICE_PARTS.differences} } }`],
  ['gaps.csv', coverage(`gaps { edges { ${selectColumns(GAPS.columns)} } }`)],
  ['coverage.csv', coverage(MATRIX_SELECTION)],
  ['coverage-areas.csv', coverage(AREAS_SELECTION)],
  ['coverage-areas.csv?asOf=', coverage(KEPT_AREAS_SELECTION)],
  ['trend.csv', coverage(`trend { ${TREND_SELECTION} }`)],
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

it('a path that ends in several fields is one value for each object, of those stated', () => {
  const places = [
    { at: { latitude: 51.5, longitude: -0.1 } },
    { at: { latitude: 51.5, longitude: -0.2 } },
    { at: { latitude: 52, longitude: null } },
    { at: null },
  ]
  const columns = [['coordinates', 'places.at.{latitude,longitude}']] as const
  expect(selectColumns(columns)).toBe('places { at { longitude latitude } }')
  expect(readCells(columns, { places })).toEqual(['51.5, -0.1 | 51.5, -0.2 | 52'])
  const [onEquator, twice] = [
    { latitude: 0, longitude: 0 },
    { latitude: 'Lift', longitude: 'Lift' },
  ]
  expect(readCells(columns, { places: [{ at: onEquator }, { at: twice }] })).toEqual(['0, 0 | Lift'])
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
