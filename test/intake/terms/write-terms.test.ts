import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createTermWriter, type TermWriter } from '../../../src/intake/terms/write-terms.ts'
import type { StatedTerm } from '../../../src/model/attribute.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { createWriterStore, type WriterStore } from '../../../src/store/writer-store.ts'

let store: WriterStore
let terms: TermWriter
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-test-'))
  const { db } = openForWriting(join(folder, 'catalogue.sqlite'))
  store = createWriterStore(db)
  terms = createTermWriter(store)
  onTestFinished(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

const write = (term: StatedTerm, feed = 'north'): number => terms.write(term, feed)?.tid ?? 0

describe('a term', () => {
  it('is one for a feed, however often stated, and another for another feed', () => {
    const first = write({ id: '1', name: 'Choirs' })
    expect(write({ id: '1', name: 'Choirs' })).toBe(first)
    expect(write({ id: '1', name: 'Choirs' }, 'south')).not.toBe(first)
  })

  it('keeps its first name; one that the feed gives later is another name of it', () => {
    const { uri } = terms.write({ id: '1', name: 'Choirs' }, 'north') ?? {}
    expect(terms.write({ id: '1', name: 'Singing' }, 'north')).toMatchObject({ uri, otherName: 'Choirs' })
    expect(store.get('SELECT name, other_names FROM term WHERE uri = ?', uri ?? '')).toMatchObject({
      name: 'Choirs',
      other_names: '["Singing"]',
    })
  })

  it('that says neither id, code nor name is none', () => {
    expect(terms.write({ description: 'Something' }, 'north')).toBeUndefined()
  })
})

describe('a broader term', () => {
  it('may be stated after the one that names it by id', () => {
    const narrow = write({ id: 'narrow', name: 'Choirs', parentIds: ['broad'] })
    expect(terms.ancestorsOf(narrow)).toEqual([])
    const broad = write({ id: 'broad', name: 'Music' })
    expect(terms.ancestorsOf(narrow)).toEqual([broad])
    expect(terms.descendantsOf(broad)).toEqual([narrow])
  })

  it('of the same id in another scheme or feed is not meant', () => {
    const narrow = write({ id: 'narrow', name: 'Choirs', parentIds: ['1'], taxonomy: { name: 'Arts' } })
    write({ id: '1', name: 'Music' }, 'south')
    write({ id: '1', name: 'Health', taxonomy: { name: 'Needs' } })
    expect(terms.ancestorsOf(narrow)).toEqual([])
  })

  it('that leads back to its own is left out, and the rest stands', () => {
    const one = write({ id: 'one', name: 'One', parentIds: ['two'] })
    const two = write({ id: 'two', name: 'Two', parentIds: ['one'] })
    const above = [one, two].find((tid) => terms.ancestorsOf(tid).length > 0)
    expect(terms.ancestorsOf(above ?? 0)).toHaveLength(1)
    expect(store.all('SELECT tid FROM term_cut')).toHaveLength(1)
  })

  it('makes what is indexed under the term out of date, once', () => {
    const narrow = write({ id: 'narrow', name: 'Choirs', parents: [{ id: 'broad', name: 'Music' }] })
    expect(terms.takeMoved()).toContain(narrow)
    expect(terms.takeMoved()).toEqual([])
    write({ id: 'narrow', name: 'Choirs', parents: [{ id: 'broad', name: 'Music' }] })
    expect(terms.takeMoved()).toEqual([])
  })

  it('of a scheme whose own file states its hierarchy is not added by a feed', () => {
    const [narrow, broad] = [write({ id: 'narrow', name: 'Choirs' }), write({ id: 'broad', name: 'Music' })]
    store.run('UPDATE scheme SET ruled = 1')
    write({ id: 'narrow', name: 'Choirs', parentIds: ['broad'] })
    expect(terms.ancestorsOf(narrow)).not.toContain(broad)
  })
})
