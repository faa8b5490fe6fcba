import type { Truth } from '../../../src/facts/truth.ts'
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
    taxonomyKey: (name: string) => name,
    termId: UNUSED,
    organizationId: () => (context.lookedUp += 1),
    areas: {
      aidOf: UNUSED,
      codeOf: UNUSED,
      aidsFor: UNUSED,
      inAreas: UNUSED,
      availableIn: UNUSED,
      codesNamed: UNUSED,
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

  it.each<[string, ServiceFilter, 'INCLUDE' | 'EXCLUDE', boolean]>([
    ['facts that may be unknown', { or: [{ accessible: true }, { not: { free: true } }] }, 'INCLUDE', true],
    ['facts that may not', { free: true }, 'EXCLUDE', false],
    ['no fact', { text: 'yoga' }, 'INCLUDE', false],
  ])('knows whether unknowns may rest on facts: %s', (_, filter, unknowns, mayRest) => {
    expect(questionOf(store, createContext(), filter, unknowns).unknown !== undefined).toBe(mayRest)
  })

  it.each<[string, ServiceFilter, readonly Truth[], readonly string[]]>([
    ['one fact', { free: true }, [undefined], ['free']],
    ['facts side by side', { free: true, accessible: true }, [undefined, undefined], ['free', 'accessible']],
    ['what is known beside it', { free: true, accessible: true }, [true, undefined], ['accessible']],
    [
      'an alternative that holds',
      { or: [{ free: true }, { accessible: true }], age: 9 },
      [undefined, true, undefined],
      ['age'],
    ],
    ['an alternative that does not', { or: [{ free: true }, { accessible: true }] }, [undefined, false], ['free']],
    ['a negation', { not: { free: true } }, [undefined], ['free']],
    [
      'what a negation fails on',
      { accessible: true, not: { free: true, age: 9 } },
      [undefined, false, undefined],
      ['accessible'],
    ],
    [
      'a condition that is not met beside it',
      { or: [{ free: true, feeds: [] }, { age: 9 }] },
      [undefined, false, undefined],
      ['age'],
    ],
  ])('names the facts that decide: %s', (_, filter, values, names) => {
    const { unknown } = questionOf(store, createContext(), filter, 'INCLUDE')
    expect(unknown?.columns).toHaveLength(values.length)
    expect(unknown?.undecided(values)).toEqual(names)
  })
})
