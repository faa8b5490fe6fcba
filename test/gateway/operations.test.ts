import { afterAll, beforeAll, expect, it } from 'vitest'

import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { startCoverageRegion, type CoverageRegion } from './coverage-region.ts'

interface Answer {
  readonly totalCount?: number
  readonly total?: { readonly serviceCount: number }
  readonly length?: number
  readonly trend?: { readonly length: number }
  readonly matrix?: { readonly length: number }
}

let region: CoverageRegion

beforeAll(async () => {
  region = await startCoverageRegion()
  await region.recordHistory()
}, 180_000)
afterAll(() => region.close())

it.each(readOperations())('$name answers about the sample region with its example variables', async (operation) => {
  const { data, errors } = await region.ask(operation.document, operation.exampleVariables)
  expect(errors).toBeUndefined()
  const [first] = Object.values<Answer & { readonly worklist?: Answer }>(data)
  const answer = first?.worklist ?? first
  const { totalCount, total, trend, matrix, length } = answer ?? {}
  expect(totalCount ?? total?.serviceCount ?? trend?.length ?? matrix?.length ?? length).toBeGreaterThan(0)
})
