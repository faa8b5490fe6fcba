import { afterAll, beforeAll, expect, it } from 'vitest'

import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { startCoverageRegion, type CoverageRegion } from './coverage-region.ts'

interface Answer {
  readonly totalCount?: number
  readonly total?: { readonly serviceCount: number }
  readonly length?: number
}

let region: CoverageRegion

beforeAll(async () => {
  region = await startCoverageRegion()
}, 180_000)
afterAll(() => region.close())

it.each(readOperations())('$name answers about the sample region with its example variables', async (operation) => {
  const { data, errors } = await region.ask(operation.document, operation.exampleVariables)
  expect(errors).toBeUndefined()
  const [first] = Object.values<Answer & { readonly worklist?: Answer }>(data)
  const answer = first?.worklist ?? first
  expect(answer?.totalCount ?? answer?.total?.serviceCount ?? answer?.length).toBeGreaterThan(0)
})
