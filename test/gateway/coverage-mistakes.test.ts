import { Kind, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createSchema } from '../../src/graphql/schema.ts'
import { estimateCost } from '../../src/server/estimate-cost.ts'
import { both, BRISTOL, SOMERSET, start, stated } from './coverage-kit.ts'

describe('mistakes in a question of coverage', () => {
  const mistakes: readonly (readonly [string, string, string, readonly (string | number)[]])[] = [
    ['areas: {}', 'esdServiceType:1', 'BAD_USER_INPUT', ['areas']],
    ['areas: { codes: ["E99999999"] }', 'esdServiceType:1', 'UNKNOWN_AREA', ['areas', 'codes', 0]],
    ['areas: { within: "Bristol" }', 'esdServiceType:1', 'UNKNOWN_AREA', ['areas', 'within']],
    [both([BRISTOL]), 'esdServiceType:999', 'UNKNOWN_TERM', ['rows', 'terms', 0]],
    [`${both([BRISTOL])} where: { feeds: ["nowhere"] }`, 'esdServiceType:1', 'UNKNOWN_FEED', ['where', 'feeds', 0]],
    [
      `${both([BRISTOL])} where: { taxonomyTerms: { anyOf: ["x"] } }`,
      'esdServiceType:1',
      'UNKNOWN_TERM',
      ['where', 'taxonomyTerms', 'anyOf', 0],
    ],
    [`${both([BRISTOL])} classifiedShare: 2`, 'esdServiceType:1', 'BAD_USER_INPUT', ['classifiedShare']],
  ]

  it('are errors with their codes', async () => {
    const { gateway } = await start({ bristol: { services: [stated('a', [1])], feed: { areas: [BRISTOL] } } })
    for (const [args, term, code, path] of mistakes) {
      const { data, errors } = await gateway.ask(
        `{ coverage(${args} rows: { terms: ["${term}"] }) { total { serviceCount } } feeds { slug } }`,
      )
      expect(errors, args).toMatchObject([{ extensions: { code, path } }])
      expect(data).toEqual({ coverage: null, feeds: [{ slug: 'bristol' }] })
    }
  })

  it('refuses more than 10,000 cells', async () => {
    const services = Array.from({ length: 60 }, (_, at) => stated(`s${at}`, [at + 1]))
    const { gateway } = await start({ bristol: { services, feed: { areas: [BRISTOL] } } })
    const { data, errors } = await gateway.ask(
      '{ coverage(areas: { type: DISTRICT }, rows: { level: { scheme: "esdServiceTypes" } }) { asOf } }',
    )
    expect(data.coverage).toBeNull()
    expect(errors?.[0]?.extensions?.['code']).toBe('TOO_MANY_CELLS')
  })

  it('makes terms times areas count towards the cost of a query', () => {
    const schema = createSchema()
    const costOf = (terms: number, codes: number): number => {
      const document = parse(
        `{ coverage(areas: { codes: ${list('E', codes)} }, rows: { terms: ${list('t', terms)} }) { matrix { cells { state } } } }`,
      )
      const [operation] = document.definitions
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.')
      return estimateCost(schema, document, operation, {})
    }
    const list = (name: string, length: number) => JSON.stringify(Array.from({ length }, (_, at) => `${name}${at}`))
    // Each element named costs 5, each row 1, each cell a fifth.
    expect(costOf(10, 10) - costOf(10, 5)).toBe((10 * 5) / 5 + 5 * 5)
    expect(costOf(100, 100)).toBeGreaterThan((100 * 100) / 5)
  })

  it('pages through gaps by cursors of that list alone', async () => {
    const { gateway } = await start({
      bristol: { services: [stated('a', [1, 2, 3, 4])], feed: { areas: [BRISTOL] } },
      somerset: { services: [stated('b', [5])], feed: { areas: [SOMERSET] } },
    })
    const ask = (args: string) =>
      gateway.ask(`{ coverage(${both([BRISTOL, SOMERSET])} rows: { level: { scheme: "esdServiceTypes" } }) {
        gaps(presentInShare: 0.5 ${args}) { totalCount edges { cursor node { term { code } } } pageInfo { hasNextPage } } } }`)
    const all = (await ask('')).data.coverage.gaps
    expect(all.totalCount).toBe(5)
    const first = (await ask('first: 2')).data.coverage.gaps
    const rest = (await ask(`after: "${first.edges[1].cursor}"`)).data.coverage.gaps
    expect([...first.edges, ...rest.edges]).toEqual(all.edges)
    expect(first.pageInfo.hasNextPage).toBe(true)
    const other = await ask(`after: "${first.edges[1].cursor}" areas: ["${BRISTOL}"]`)
    expect(other.errors?.[0]?.extensions?.['code']).toBe('BAD_CURSOR')
  })
})
