import fc from 'fast-check'
import {
  execute,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  parse,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'

import { runOperation } from '../../run-operation.ts'
import { createRandom } from '../../create-random.ts'
import { createEverySchema, writeOperation } from './random-operation.ts'

/** How often a resolver does what; what is left gives a good value. */
interface Mood {
  readonly seed: number
  readonly fails: number
  readonly nulls: number
  readonly waits: number
}

const STRINGS = ['plain', 'Ünïcode €', '"quoted" \\ and\nbroken', '\ud83d\ude00', 'lone \ud800', '\u2028\u0000', '']
const GOOD: Readonly<Record<string, readonly unknown[]>> = {
  String: STRINGS,
  ID: ['a', 7],
  Int: [0, -1, 2 ** 31 - 1, -0],
  Float: [0.1, 1e21, -0, 5],
  Boolean: [true, false],
  Colour: ['RED', 'GREEN'],
  JSON: [{ a: [1, null, 'x'] }, 'text', 0, false, [undefined]],
}
const BAD: Readonly<Record<string, unknown>> = {
  Int: 2 ** 31,
  Float: 'much',
  Boolean: 'yes',
  Colour: 'BLUE',
  String: {},
}

/** Resolvers whose answers depend on the place in the answer alone, so that two executions meet the same. */
function moodySchema(): GraphQLSchema {
  const schema = createEverySchema()
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    if (isAbstractType(type))
      type.resolveType = (value: { kind: string }, { waits, seed }: Mood) =>
        waits > 0 && seed % 2 === 0 ? Promise.resolve(value.kind) : value.kind
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) field.resolve = resolveMoody
  }
  return schema
}

const resolveMoody: GraphQLFieldResolver<unknown, Mood> = (_source, args, mood, info) => {
  const place = placeOf(info)
  const random = createRandom(mood.seed ^ hashOf(place + JSON.stringify(args)))
  const isLate = random() < mood.waits
  const value = (): unknown => {
    if (random() < mood.fails) {
      const error = new Error(`failed at ${place}`)
      if (random() < 0.5) throw error
      return error
    }
    return makeValue(String(info.returnType), mood, random)
  }
  return isLate ? Promise.resolve().then(value) : value()
}

function makeValue(type: string, mood: Mood, random: () => number): unknown {
  if (type.endsWith('!')) return makeValue(type.slice(0, -1), mood, random)
  if (random() < mood.nulls) return random() < 0.5 ? null : undefined
  if (type.startsWith('[')) {
    if (random() < mood.fails / 4) return 'no list'
    return Array.from({ length: Math.floor(random() * 4) }, () => {
      const item = makeValue(type.slice(1, -1), mood, random)
      return random() < mood.waits ? Promise.resolve(item) : item
    })
  }
  const good = GOOD[type]
  if (good !== undefined && random() < mood.fails / 4 && type in BAD) return BAD[type]
  if (good !== undefined) return good[Math.floor(random() * good.length)]
  if (type === 'Named' || type === 'Any')
    return { kind: random() < mood.fails / 4 ? 'Bird' : random() < 0.5 ? 'Cat' : 'Dog' }
  return {}
}

function placeOf({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = []
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at !== undefined; at = at.prev) keys.unshift(at.key)
  return keys.join('.')
}

function hashOf(text: string): number {
  let hash = 7
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0
  return hash
}

const schema = moodySchema()
const share = fc.constantFrom(0, 0.03, 0.15)
const moods = fc.record({ seed: fc.integer(), fails: share, nulls: share, waits: fc.constant(0) })
const variables = fc.record(
  {
    yes: fc.boolean(),
    no: fc.boolean(),
    n: fc.option(fc.integer({ min: 0, max: 9 })),
    text: fc.string(),
    id: fc.string(),
  },
  { requiredKeys: ['yes', 'no', 'text'] },
)

async function compare(
  seed: number,
  mood: Mood,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<[own: ExecutionResult, peer: ExecutionResult]> {
  const source = writeOperation(schema, createRandom(seed))
  expect(validate(schema, parse(source))).toEqual([])
  const asked = { schema, source, variableValues, contextValue: mood }
  const own = await runOperation(asked)
  const peer = await execute({ ...asked, document: parse(source) })
  return [plain(own), plain(peer)]
}

function plain(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify({ data: result.data, errors: result.errors ?? [] }))
}

/** The places that errors have left null: which of several below one place is named depends on who fails first. */
function nulledBy({ data, errors = [] }: ExecutionResult): readonly string[] {
  const places = errors.map(({ path = [] }) => {
    let at: unknown = data
    let depth = 0
    for (const key of path) {
      if (typeof at !== 'object' || at === null) break
      at = new Map(Object.entries(at)).get(String(key))
      depth += 1
    }
    return path.slice(0, depth).join('.')
  })
  return [...new Set(places)].toSorted()
}

/** Of a list with an item under way and another that fails at once, graphql-js lets go of the first: then all or none takes its time. */
function lateness({ fails, nulls }: Mood): number {
  return fails + nulls > 0 ? 1 : 0.3
}

describe('an operation compiled', () => {
  it('answers as graphql-js does: data, errors and their order, and how far null goes up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), moods, variables, async (seed, mood, values) => {
        const [own, peer] = await compare(seed, mood, values)
        expect(own).toEqual(peer)
      }),
      { numRuns: 300 },
    )
  })

  it('answers so where resolvers take their time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), moods, variables, async (seed, mood, values) => {
        const [own, peer] = await compare(seed, { ...mood, waits: lateness(mood) }, values)
        expect(own.data).toEqual(peer.data)
        expect(nulledBy(own)).toEqual(nulledBy(peer))
      }),
      { numRuns: 300 },
    )
  })
})
