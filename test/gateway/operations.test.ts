import { afterAll, beforeAll, expect, it } from 'vitest'

import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { planTable } from '../../src/server/api/plan-table.ts'
import { readRows } from '../../src/server/api/read-rows.ts'
import { startCoverageRegion, type CoverageRegion } from './coverage-region.ts'

const SCHEMA = createSchema()
let region: CoverageRegion

beforeAll(async () => {
  region = await startCoverageRegion()
  await region.recordHistory()
}, 180_000)
afterAll(() => region.close())

it.each(readOperations())('$name answers about the sample region with its example variables', async (operation) => {
  const { data, errors } = await region.ask(operation.document, operation.exampleVariables)
  expect(errors).toBeUndefined()
  expect(readRows(planTable(SCHEMA, operation), data).length).toBeGreaterThan(0)
})
