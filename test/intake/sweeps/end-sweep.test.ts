import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createWriter } from '../../../src/intake/create-writer.ts'
import { openForReading } from '../../../src/store/tables.ts'
import { temporaryFolder } from '../../gateway/start-gateway.ts'
import { NORTH } from '../north-feed.ts'

type Item = Readonly<Record<string, unknown>>
type Page = readonly Item[]

const open: (() => void)[] = []
afterEach(() => open.splice(0).forEach((close) => close()))

/** A catalogue of one feed whose lists are handed in, and the names that its readers see. */
function openCatalogue() {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const writer = createWriter(file, () => false)
  const db = openForReading(file)
  open.push(() => {
    db.close()
    writer.close()
  })
  let minute = 0
  const at = (): string => new Date(Date.UTC(2026, 10, 23, 10, (minute += 1))).toISOString()
  writer.setFeeds([NORTH], at())
  const readPage = (page: Page): unknown => {
    const bytes = new TextEncoder().encode(JSON.stringify({ contents: page }))
    return writer.readPage('north', { bytes, url: NORTH.url, contentType: 'application/json' }, 1, at())
  }
  return {
    names: () =>
      db
        .prepare('SELECT name_sort FROM service ORDER BY name_sort')
        .all()
        .map((row) => row['name_sort']),
    generation: () => Number(db.prepare("SELECT value FROM meta WHERE key = 'generation'").get()?.['value']),
    issues: (code: string) => db.prepare('SELECT count(*) AS n FROM sweep_issue WHERE code = ?').get(code)?.['n'],
    /** Begins a list and reads its pages, but not its end. */
    begin(...pages: readonly Page[]): void {
      writer.beginSweep('north', at())
      for (const page of pages) readPage(page)
      writer.show()
    },
    /** Reads a list to its end. */
    read(...pages: readonly Page[]) {
      const startedAt = at()
      writer.beginSweep('north', startedAt)
      for (const page of pages) readPage(page)
      return writer.endSweep('north', startedAt, at())
    },
    fail: () => writer.failSweep('north', { code: 'CONNECT_TIMEOUT', message: 'No answer.' }, at()),
  }
}

const items = (count: number, from = 0): Page =>
  Array.from({ length: count }, (_, n) => ({ id: `s${from + n}`, name: `Club ${from + n}`, status: 'active' }))

const HUNDRED = items(100)

describe('a list that was read to its end', () => {
  it('takes away what is not on it any more', () => {
    const { read, names } = openCatalogue()
    read(items(4))
    expect(read(items(3))).toMatchObject({ removed: 1, changed: 0 })
    expect(names()).toEqual(['club 0', 'club 1', 'club 2'])
  })

  it('shows a first list as it comes, and a later one when it has ended', () => {
    const { begin, read, names } = openCatalogue()
    begin(items(2))
    expect(names()).toEqual(['club 0', 'club 1'])
    read(items(2))
    begin(items(3))
    expect(names()).toEqual(['club 0', 'club 1'])
  })

  it('makes one generation of all the pages of a first list that are shown together, and another of its end', () => {
    const { begin, read, generation } = openCatalogue()
    const before = generation()
    begin(items(10), items(10, 10), items(10, 20))
    expect(generation()).toBe(before + 1)
    read(items(10), items(10, 10), items(10, 20))
    expect(generation()).toBe(before + 2)
  })

  it('is held back where it is the first and empty', () => {
    expect(openCatalogue().read([])).toMatchObject({ heldBack: { code: 'EMPTY' } })
  })

  it.each([
    [0, 'SUSPICIOUS_DROP'],
    [49, 'SUSPICIOUS_DROP'],
    [50, undefined],
  ])('of %i services after one of 100 is held back: %s', (count, code) => {
    const { read, names } = openCatalogue()
    read(HUNDRED)
    expect(read(items(count)).heldBack?.code).toBe(code)
    expect(names()).toHaveLength(code === undefined ? count : 100)
  })

  it('is believed when it comes as short a third time', () => {
    const { read, names } = openCatalogue()
    read(HUNDRED)
    const held = [1, 2, 3].map(() => read(items(10)).heldBack?.code)
    expect(held).toEqual(['SUSPICIOUS_DROP', 'SUSPICIOUS_DROP', undefined])
    expect(names()).toHaveLength(10)
  })

  it('is not believed where each short one has another length', () => {
    const { read, names } = openCatalogue()
    read(HUNDRED)
    const held = [10, 11, 10, 11].map((count) => read(items(count)).heldBack?.code)
    expect(new Set(held)).toEqual(new Set(['SUSPICIOUS_DROP']))
    expect(names()).toHaveLength(100)
  })

  it.each([
    ['a fifth', 20, undefined],
    ['more than a fifth', 21, 'MOSTLY_INVALID'],
  ])('of which %s has no id is held back: %i of 100, %s', (_, unreadable, code) => {
    const { read, names } = openCatalogue()
    read(HUNDRED)
    const nameless = Array.from({ length: unreadable }, (_each, n) => ({ name: `Without id ${n}` }))
    const { heldBack, setAside } = read([...items(100 - unreadable, 200), ...nameless])
    expect([heldBack?.code, setAside]).toEqual([code, code === undefined ? unreadable : 0])
    expect(names().includes('club 0')).toBe(code !== undefined)
  })
})

describe('a list that broke off', () => {
  it('leaves all that was held', () => {
    const { read, begin, fail, names } = openCatalogue()
    read(items(3))
    begin(items(1))
    fail()
    expect(names()).toHaveLength(3)
    expect(read(items(3))).toMatchObject({ removed: 0, changed: 0 })
  })
})

describe('an id that stands twice on a list', () => {
  const one = { id: 's', name: 'Older', last_modified: '2026-01-01T00:00:00Z' }
  const two = { id: 's', name: 'Newer', last_modified: '2026-02-01T00:00:00Z' }

  it.each([
    ['first', [two, one]],
    ['last', [one, two]],
  ])('is kept as its publisher modified it last, which comes %s', (_, page) => {
    const { read, names, issues } = openCatalogue()
    read(page)
    expect([names(), issues('ID_REPEATED')]).toEqual([['newer'], 1])
  })

  it('is kept as it came last where no date decides', () => {
    const { read, names } = openCatalogue()
    read([{ id: 's', name: 'Before' }], [{ id: 's', name: 'After' }])
    expect(names()).toEqual(['after'])
  })

  it('is no repeat where the feed answers the same page again', () => {
    const { read, issues } = openCatalogue()
    read(items(3), items(3))
    expect(issues('ID_REPEATED')).toBe(0)
  })
})
