import { execute, GraphQLInt, GraphQLObjectType, GraphQLSchema, parse } from 'graphql'
import { expect, it } from 'vitest'
import { type Patience, Unfinished } from '../../src/catalogue/steps.ts'
import { answerInSteps } from '../../src/graphql/answer-in-steps.ts'
import type { Pace } from '../../src/graphql/context.ts'

const FIELDS = Array.from({ length: 20 }, (_, at) => `f${at}`)

/** Answers so many fields that all need one piece of work; `overdueAfter` fields answered since others had their turn, the request should let them. */
async function answerAll(overdueAfter: number) {
  const seen = { looks: 0, finished: 0, rests: 0, longest: 0 }
  let isDone = false
  let sinceRest = 0
  const resolve = (): number => {
    seen.looks += 1
    if (!isDone) throw new Unfinished(() => (isDone = true))
    sinceRest += 1
    seen.longest = Math.max(seen.longest, sinceRest)
    return 1
  }
  const fields = Object.fromEntries(FIELDS.map((name) => [name, { type: GraphQLInt, resolve }]))
  const schema = answerInSteps(new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) }))
  const pace: Pace = {
    async finish(step) {
      await Promise.resolve()
      if (isDone) seen.rests += 1
      else seen.finished += 1
      sinceRest = 0
      step()
    },
    isOverdue: () => sinceRest >= overdueAfter,
    wait: (promise) => promise,
  }
  const patience: Patience = { underWay: new Map(), finished: new Map() }
  const { data, errors } = await execute({
    schema,
    document: parse(`{ ${FIELDS.join(' ')} }`),
    contextValue: { pace, patience },
  })
  expect(errors).toBeUndefined()
  expect(Object.values(data ?? {})).toEqual(FIELDS.map(() => 1))
  return seen
}

it('has fields wait for the work that the first of them began, without looking for it', async () => {
  expect(await answerAll(1_000)).toMatchObject({ looks: FIELDS.length + 1, finished: 1, rests: 0 })
})

it('lets others have their turn between fields that waited together', async () => {
  expect(await answerAll(5)).toMatchObject({ finished: 1, rests: 3, longest: 5 })
})
