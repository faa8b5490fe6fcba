import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compileFilter } from '../../../src/catalogue/search/compile-filter.ts'
import type { SearchContext } from '../../../src/catalogue/search/search-context.ts'
import { typedText } from '../../../src/catalogue/search/searched-text.ts'
import type { ServiceFilter } from '../../../src/catalogue/service-query.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { openStore } from '../../../src/catalogue/open-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-filter-'))
const file = join(folder, 'catalogue.sqlite')
const { db } = openForWriting(file)

/** Services that say yes, no and nothing to every fact; whoever says nothing has no organization, status or date either. */
const FACTS = [
  {
    sid: 1,
    name: 'yes',
    free: 1,
    accessible: 1,
    minimum: 0,
    maximum: 10,
    attending: 1,
    days: 128 + 1,
    languages: 1,
    modified: '2026-01-01T00:00:00.000Z',
    oid: 7,
    status: 'ACTIVE',
  },
  {
    sid: 2,
    name: 'no',
    free: 0,
    accessible: 0,
    minimum: 60,
    maximum: null,
    attending: 2,
    days: 128 + 2,
    languages: 1,
    modified: '2020-01-01T00:00:00.000Z',
    oid: 8,
    status: 'ACTIVE',
  },
  {
    sid: 3,
    name: 'nothing',
    free: null,
    accessible: null,
    minimum: null,
    maximum: null,
    attending: null,
    days: null,
    languages: 0,
    modified: '',
    oid: null,
    status: null,
  },
] as const

const insert = db.prepare(
  `INSERT INTO service (sid, fid, uid, body_hash, full, oid, name_sort, modified, assured, status, active, minimum_age, maximum_age, free, attending, days, languages, accessible, text_hash, terms_hash, places_hash)
   VALUES (?, 1, ?, '', 1, ?, ?, ?, '', ?, 1, ?, ?, ?, ?, ?, ?, ?, '', '', '')`,
)
for (const {
  sid,
  name,
  oid,
  modified,
  status,
  minimum,
  maximum,
  free,
  attending,
  days,
  languages,
  accessible,
} of FACTS)
  insert.run(sid, name, oid, name, modified, status, minimum, maximum, free, attending, days, languages, accessible)
db.exec("INSERT INTO service_language (sid, language) VALUES (1, 'pl'), (2, 'ur')")
const store = openStore(file)

afterAll(() => {
  store.close()
  db.close()
  rmSync(folder, { recursive: true })
})

const UNUSED = (): never => {
  throw new Error('no filter of these tests needs it')
}
const context: SearchContext = {
  feedId: UNUSED,
  feedSlugs: () => [],
  taxonomyKey: (name: string) => name,
  termId: UNUSED,
  organizationId: () => 7,
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
  searchedText: (text) => typedText(text),
  typedText: (text) => typedText(text),
  nowMs: () => Date.parse('2026-11-23T10:00:00Z'),
  hasLanguage: () => false,
}

function namesOf(filter: ServiceFilter, unknowns: 'INCLUDE' | 'EXCLUDE'): string {
  const { on, values } = compileFilter(context, filter, unknowns)
  const rows = store.all(`SELECT s.name_sort AS name FROM service s WHERE ${on('s')} ORDER BY s.sid`, ...values)
  return rows.map(({ name }) => name).join(' ')
}

/** Facts that the first service states, the second denies and the third leaves out. */
const EACH_FACT: readonly ServiceFilter[] = [
  { free: true },
  { accessible: true },
  { age: 5 },
  { attending: ['IN_PERSON'] },
  { languages: ['Polish'] },
  { openAt: { days: ['MONDAY'] } },
]

describe.each(EACH_FACT)('compileFilter of %j', (fact) => {
  it.each<[string, ServiceFilter, string, string]>([
    ['the fact', fact, 'yes nothing', 'yes'],
    ['its negation', { not: fact }, 'no nothing', 'no'],
    ['the negation of that', { not: { not: fact } }, 'yes nothing', 'yes'],
    ['a part of and', { and: [fact, {}] }, 'yes nothing', 'yes'],
    ['either or', { or: [fact, { not: fact }] }, 'yes no nothing', 'yes no'],
    ['both at once', { and: [fact, { not: fact }] }, 'nothing', ''],
    ['neither', { not: { or: [fact, { not: fact }] } }, 'nothing', ''],
    ['or something certain', { or: [fact, { organization: { feed: 'f', originId: 'o' } }] }, 'yes nothing', 'yes'],
    ['a negated and', { not: { and: [fact, { free: true }] } }, 'no nothing', 'no'],
  ])('%s', (_, filter, included, excluded) => {
    expect([namesOf(filter, 'INCLUDE'), namesOf(filter, 'EXCLUDE')]).toEqual([included, excluded])
  })
})

describe('compileFilter of what has no unknowns', () => {
  it.each<[string, ServiceFilter, string]>([
    ['nothing asked', {}, 'yes no nothing'],
    ['none of nothing', { or: [] }, ''],
    ['all of nothing', { and: [] }, 'yes no nothing'],
    ['not nothing', { not: {} }, ''],
    ['an organization', { organization: { feed: 'f', originId: 'o' } }, 'yes'],
    ['not of an organization', { not: { organization: { feed: 'f', originId: 'o' } } }, 'no nothing'],
    ['a status', { status: ['ACTIVE'] }, 'yes no'],
    ['not a status', { not: { status: ['INACTIVE'] } }, 'yes no nothing'],
    ['any status', { anyStatus: true }, 'yes no nothing'],
    ['modified since', { modifiedSince: '2025-06-01T00:00:00Z' }, 'yes'],
    ['not modified since', { not: { modifiedSince: '2025-06-01T00:00:00Z' } }, 'no'],
    ['a text without words', { text: ' “…” ' }, 'yes no nothing'],
  ])('%s', (_, filter, names) => {
    expect([namesOf(filter, 'INCLUDE'), namesOf(filter, 'EXCLUDE')]).toEqual([names, names])
  })

  it.each<[number, string]>([
    [0, 'yes'],
    [10, 'yes'],
    [11, ''],
    [59, ''],
    [60, 'no'],
    [120, 'no'],
  ])('holds a person of %i for suited by overlap', (age, names) => {
    expect(namesOf({ age }, 'EXCLUDE')).toBe(names)
  })

  it.each([-1, 151, Number.NaN])('refuses the age %d', (age) => {
    expect(() => namesOf({ age }, 'INCLUDE')).toThrow('An age is a number of years')
  })
})
