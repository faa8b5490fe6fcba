import fc from 'fast-check'
import { execute, type ExecutionResult, type GraphQLSchema, isAbstractType, isObjectType, parse } from 'graphql'
import { describe, expect, it } from 'vitest'

import { createPassing, createTextStore, keptBy, type KeptTexts } from '../../../src/graphql/kept-texts.ts'
import { type Asked, runOperation } from '../../run-operation.ts'
import { createRandom } from '../../create-random.ts'
import { createEverySchema, writeOperation } from './random-operation.ts'

/** A cat or a dog, of whom everything follows from who it is and the state of the world. */
interface Animal {
  readonly kind: 'Cat' | 'Dog'
  readonly id: number
}

/** What decides an answer besides the question. */
interface World {
  readonly seed: number
  /** Raised when an animal changes. */
  readonly generation: number
  /** Changes by itself. */
  readonly minute: number
  readonly fails: number
  readonly waits: number
  /** How many fields read the minute. */
  readonly passes: number
}

interface Context {
  readonly world: World
  readonly passing: ReturnType<typeof createPassing>
}

const ANIMALS = 5

function createWorldSchema(): GraphQLSchema {
  const schema = createEverySchema()
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    if (isAbstractType(type)) type.resolveType = ({ kind }: Animal) => kind
    if (!isObjectType(type)) continue
    if (type.name !== 'Query') type.extensions = keptBy<Animal>(({ id }) => String(id))
    for (const field of Object.values(type.getFields()))
      field.resolve = (source: Animal | undefined, args, { world, passing }: Context) => {
        const owner = source === undefined ? 'Query' : `${source.kind} ${source.id}`
        const place = `${world.seed} ${owner} ${field.name} ${JSON.stringify(args)}`
        const isPassing = createRandom(hashOf(`${place} passing`))() < world.passes
        if (isPassing) passing.note()
        const random = createRandom(hashOf(`${place} ${isPassing ? world.minute : ''} ${world.generation}`))
        const give = (): unknown => {
          if (random() < world.fails) throw new Error(`failed: ${owner} ${field.name}`)
          return makeValue(String(field.type), world, random)
        }
        return random() < world.waits ? Promise.resolve().then(give) : give()
      }
  }
  return schema
}

function makeValue(type: string, world: World, random: () => number): unknown {
  if (type.endsWith('!')) return makeValue(type.slice(0, -1), world, random)
  if (random() < world.fails) return null
  if (type.startsWith('['))
    return Array.from({ length: Math.floor(random() * 4) }, () => makeValue(type.slice(1, -1), world, random))
  const number = Math.floor(random() * 1000)
  const plain: Record<string, unknown> = {
    String: `text ${number} é "`,
    Int: number,
    Float: number / 8,
    Boolean: number > 500,
    Colour: 'RED',
    JSON: { number },
  }
  return (
    plain[type] ?? {
      kind: type === 'Cat' || type === 'Dog' ? type : number > 500 ? 'Cat' : 'Dog',
      id: number % ANIMALS,
    }
  )
}

function hashOf(text: string): number {
  let hash = 7
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0
  return hash
}

const schema = createWorldSchema()

function plain(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify({ data: result.data, errors: result.errors ?? [] }))
}

/** Asks with texts kept and without; both must come to the same. Gives how many texts were found. */
async function compare(source: string, world: World, store: ReturnType<typeof createTextStore>): Promise<number> {
  let found = 0
  const passing = createPassing()
  const texts: KeptTexts = {
    find(selection, key) {
      const text = store.find(`${world.generation} ${selection} ${key}`)
      if (text !== undefined) found += 1
      return text
    },
    keep: (selection, key, text) => store.keep(`${world.generation} ${selection} ${key}`, text),
    get passing() {
      return passing.count
    },
  }
  const asked = { schema, source, variableValues: { yes: true, no: false, text: 'x', n: 2 } }
  const own = await runOperation({ ...asked, contextValue: { world, passing }, texts })
  const peer = await askPeer({ ...asked, contextValue: { world, passing: createPassing() } }, world)
  if (world.waits === 0) expect(plain(own)).toEqual(plain(peer))
  else expect(plain(own).data).toEqual(plain(peer).data)
  return found
}

/** Of a list with an item that waits and another that fails, graphql-js lets go of the first, whose failure then ends the process. */
function askPeer(asked: Asked, { fails, waits }: World): ExecutionResult | Promise<ExecutionResult> {
  return fails > 0 && waits > 0 ? runOperation(asked) : execute({ ...asked, document: parse(asked.source) })
}

describe('texts kept', () => {
  it.each([
    ['as all goes well', { fails: 0, waits: 0, passes: 0 }],
    ['as some fields fail or are null', { fails: 0.1, waits: 0, passes: 0 }],
    ['as some fields take their time', { fails: 0, waits: 0.2, passes: 0 }],
    ['as some fields read what changes by itself', { fails: 0, waits: 0, passes: 0.1 }],
    ['as all of this happens', { fails: 0.05, waits: 0.1, passes: 0.05 }],
  ])('leave answers as graphql-js has them, cold, warm and after changes, %s', async (_, mood) => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const store = createTextStore()
        const questions = [0, 1, 2].map((at) => writeOperation(schema, createRandom(seed + at)))
        const before: World = { ...mood, seed, generation: 1, minute: 1 }
        for (const world of [before, before, { ...before, minute: 2 }, { ...before, minute: 2, generation: 2 }])
          for (const question of questions) found += await compare(question, world, store)
      }),
      { numRuns: 40 },
    )
    expect(found).toBeGreaterThan(100)
  })
})
