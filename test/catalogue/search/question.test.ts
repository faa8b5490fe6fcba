import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/catalogue/open-store.ts'
import { questionOf } from '../../../src/catalogue/search/question.ts'
import type { SearchContext } from '../../../src/catalogue/search/search-context.ts'
import { typedText } from '../../../src/catalogue/search/searched-text.ts'
import type { ServiceFilter } from '../../../src/catalogue/service-query.ts'
import { openForWriting } from '../../../src/store/tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-question-'))
const file = join(folder, 'catalogue.sqlite')
openForWriting(file).db.close()
const store = openStore(file)

afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const UNUSED = (): never => {
  throw new Error('no filter of these tests needs it')
}

/** What compiling looks up, at a time that a test moves. */
function createContext(): SearchContext & { lookedUp: number; now: number } {
  const context = {
    lookedUp: 0,
    now: Date.parse('2026-11-23T23:59:30Z'),
    feedId: UNUSED,
    feedSlugs: () => [],
    termId: UNUSED,
    organizationId: () => (context.lookedUp += 1),
    areas: {
      aidOf: UNUSED,
      codeOf: UNUSED,
      aidsFor: UNUSED,
      inAreas: UNUSED,
      servingAll: UNUSED,
      currentCodes: UNUSED,
    },
    mappings: { isEmpty: true, uriOf: UNUSED, reachedFrom: UNUSED, expand: UNUSED },
    searchedText: (text: string) => typedText(text),
    typedText: (text: string) => typedText(text),
    nowMs: () => context.now,
    hasLanguage: () => false,
  }
  return context
}

describe('questionOf', () => {
  it('compiles a filter once for all who ask it', () => {
    const context = createContext()
    const ask = () => questionOf(store, context, { organization: { feed: 'f', originId: 'o' } }, 'EXCLUDE')
    const asked = [ask(), ask(), ask()]
    expect(context.lookedUp).toBe(1)
    expect(new Set(asked).size).toBe(1)
  })

  it('means other days when the day is another', () => {
    const context = createContext()
    const ask = () => questionOf(store, context, { openAt: { days: ['MONDAY'] } }, 'INCLUDE').key
    const today = ask()
    context.now += 60_000
    expect(ask()).not.toBe(today)
  })

  it('takes the point and the text from where they must hold', () => {
    const near = { latitude: 51.5, longitude: -0.1 }
    const filter: ServiceFilter = { or: [{ text: 'chess' }], and: [{ text: 'yoga' }, { near }] }
    const question = questionOf(store, createContext(), filter, 'INCLUDE')
    expect([question.near, question.searched?.parts.flatMap(({ words }) => words)]).toEqual([near, ['yoga']])
  })

  it.each<[string, ServiceFilter, 'INCLUDE' | 'EXCLUDE', readonly string[] | undefined]>([
    [
      'facts, in their order',
      { or: [{ accessible: true }, { not: { free: true } }] },
      'INCLUDE',
      ['free', 'accessible'],
    ],
    ['facts that may not be unknown', { free: true }, 'EXCLUDE', undefined],
    ['no fact', { text: 'yoga' }, 'INCLUDE', undefined],
  ])('knows what unknowns may rest on: %s', (_, filter, unknowns, names) => {
    const { unknown } = questionOf(store, createContext(), filter, unknowns)
    expect(unknown?.asked.map(({ name }) => name)).toEqual(names)
  })
})
