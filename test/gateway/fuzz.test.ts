import fc from 'fast-check'
import { getOperationAST, graphql, type GraphQLError, parse, validate } from 'graphql'
import { expect, it, onTestFinished } from 'vitest'
import type { Pace } from '../../src/graphql/context.ts'
import { InputError } from '../../src/model/input-error.ts'
import { estimateCost } from '../../src/server/estimate-cost.ts'
import { DEFAULT_LIMITS } from '../../src/server/limits.ts'
import { measureDocument } from '../../src/server/measure-document.ts'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { generateOperation } from './fuzz/generate-operation.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

const RUNS = 150
const SERVICES = 60
/** Statements and steps that no request over so few services needs. */
const MOST_STATEMENTS = 2_000
const MOST_STEPS = 2_000

async function startRead(): Promise<TestGateway> {
  const council = await startFakeCouncil(plainServices(SERVICES))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  return gateway
}

/** Nested within all limits of the server, as if there were very many services. */
function isWithinLimits({ schema }: TestGateway, query: string): boolean {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (!operation || validate(schema, document).length > 0) return false
  const size = measureDocument(document)
  const { depth, fields, aliases, cost } = DEFAULT_LIMITS
  return (
    size.depth <= depth &&
    size.fields <= fields &&
    size.aliases <= aliases &&
    estimateCost(schema, document, operation, {}, SERVICES) <= cost
  )
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function isExplained({ originalError, extensions }: GraphQLError): boolean {
  return typeof extensions['code'] === 'string' || originalError instanceof InputError
}

it('answers or refuses whatever is asked within its limits: never an error of its own, never without bounds', async () => {
  const gateway = await startRead()
  const { data } = await gateway.ask(
    '{ services(first: 3) { nodes { id originId organization { id } } } taxonomyTerms(first: 3) { nodes { id uri } } }',
  )
  const names = ['north', 'west', ...(JSON.stringify(data).match(/(?<=:")[^"]+(?=")/g) ?? [])]
  let answered = 0
  await fc.assert(
    fc.asyncProperty(fc.noShrink(fc.integer()), async (seed) => {
      const query = generateOperation(gateway.schema, createChance(seed), names)
      if (!isWithinLimits(gateway, query)) return
      let steps = 0
      const pace: Pace = {
        async finish(step) {
          do {
            steps += 1
            await Promise.resolve()
          } while (!step())
        },
        isOverdue: () => steps % 7 === 0,
        wait: (promise) => promise,
      }
      const ending: (() => void)[] = []
      const before = gateway.statementCount()
      const contextValue = gateway.createContext({ pace, whenEnded: (done) => void ending.push(done) })
      const { errors = [] } = await graphql({ schema: gateway.schema, source: query, contextValue })
      for (const done of ending) done()
      answered += 1
      expect(
        errors.filter((error) => !isExplained(error)).map(({ message }) => message),
        query,
      ).toEqual([])
      expect(gateway.statementCount() - before, query).toBeLessThan(MOST_STATEMENTS)
      expect(steps, query).toBeLessThan(MOST_STEPS)
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
  expect(answered).toBeGreaterThan(RUNS / 10)
})
