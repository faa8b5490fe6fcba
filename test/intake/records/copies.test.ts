import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type CopyKey,
  copiesOf,
  copiesOfOthers,
  forgetCopies,
  isHeldInFull,
  keepCopy,
  markBorrowers,
  takeBorrowers,
  type Touched,
} from '../../../src/intake/records/copies.ts'
import { stateOf } from '../../../src/intake/records/stated.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { createWriterStore } from '../../../src/store/writer-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-copies-'))
const { db } = openForWriting(join(folder, 'catalogue.sqlite'))
const store = createWriterStore(db)
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => ['copy', 'copy_holder', 'record'].forEach((table) => store.run(`DELETE FROM ${table}`)))

/** The one organization of these tests. */
const TRUST: Touched = { type: 'organization', rid: 7 }
const SHORT = { id: 'o', name: 'Trust' }
const LONG = { id: 'o', name: 'Trust', email: 'a@b.org' }

interface Held {
  readonly isFull?: boolean
  readonly borrows?: boolean
  readonly rid?: number
}

/** Keeps the copy that the service of this row holds. */
function keep(sid: number, copy: object, { isFull = false, borrows = false, rid = 7 }: Held = {}): readonly Touched[] {
  return keepCopy(store, { ...keyOf(sid, isFull), rid }, stateOf(copy), borrows)
}

function keyOf(sid: number, isFull = false): CopyKey {
  const whence = { slug: 'north', fid: 1, sid, originId: `s${sid}`, publisherAreas: [], fetchedAt: '' }
  return { ...TRUST, place: 0, source: { ...whence, isFull, visibleFrom: undefined, updatedFrom: undefined } }
}

describe('the copies that services hold of one record', () => {
  it('touch it where they say something new, and only there', () => {
    expect(keep(1, SHORT)).toEqual([TRUST])
    expect(keep(1, SHORT)).toEqual([])
    expect(keep(2, SHORT)).toEqual([])
    expect(keep(2, LONG)).toEqual([TRUST])
  })

  it('touch it where an equal copy turns out to be a whole record', () => {
    keep(1, SHORT)
    expect(keep(2, SHORT, { isFull: true })).toEqual([TRUST])
    expect(isHeldInFull(store, TRUST)).toBe(true)
  })

  it('are whole records first, then those that say more, then the newer', () => {
    keep(1, LONG)
    keep(2, { id: 'o', name: 'Older name' })
    keep(3, { id: 'o', name: 'Newer name' })
    keep(4, SHORT, { isFull: true })
    expect(copiesOf(store, TRUST)).toEqual([
      SHORT,
      LONG,
      { id: 'o', name: 'Newer name' },
      { id: 'o', name: 'Older name' },
    ])
  })

  it('stand until the last that holds them lets go', () => {
    keep(1, LONG)
    keep(2, LONG)
    expect(forgetCopies(store, 1, { fromPlace: 0, hasOrganization: false })).toEqual([])
    expect(copiesOf(store, TRUST)).toEqual([LONG])
    expect(forgetCopies(store, 2, { fromPlace: 0, hasOrganization: false })).toEqual([TRUST])
    expect(copiesOf(store, TRUST)).toEqual([])
  })

  it('go from one record to another with the service that names another', () => {
    keep(1, LONG)
    expect(keep(1, LONG, { rid: 8 })).toEqual([TRUST, { ...TRUST, rid: 8 }])
    expect(copiesOf(store, TRUST)).toEqual([])
  })

  it('are those of others where nobody else holds the own', () => {
    keep(1, LONG)
    keep(2, SHORT)
    expect(copiesOfOthers(store, keyOf(1))).toEqual([SHORT])
    keep(2, LONG)
    expect(copiesOfOthers(store, keyOf(1))).toEqual([LONG])
  })
})

it('writes again those that borrow from what has changed, once, and not the one that changed it', () => {
  for (const sid of [1, 2, 3])
    store.run(
      "INSERT INTO record (sid, fid, origin_id, list, list_hash, list_at, seen) VALUES (?, 1, ?, x'', '', '', 0)",
      sid,
      `s${sid}`,
    )
  keep(1, { id: 'o' }, { borrows: true })
  keep(2, { id: 'o' }, { borrows: true })
  keep(3, LONG)
  markBorrowers(store, TRUST, 2)
  expect(takeBorrowers(store, 1)).toEqual([1])
  expect(takeBorrowers(store, 1)).toEqual([])
})
