import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openForReading, openForWriting } from '../../src/store/tables.ts'
import { createWriterStore } from '../../src/store/writer-store.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const MORE_THAN_HELD_BACK = 1_500

function openStore() {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const { db } = openForWriting(file)
  const reading = openForReading(file)
  onTestFinished(() => {
    reading.close()
    db.close()
  })
  const store = createWriterStore(db)
  const valueOf = (sql: string): unknown => Object.values(reading.prepare(sql).get() ?? {})[0]
  return {
    ...{ db, store },
    write: (key: string, visible = true) =>
      store.transaction(() => {
        store.run('INSERT INTO meta VALUES (?, ?)', key, 'x')
        return { visible }
      }),
    writeLast(key: string): void {
      store.runLast('INSERT INTO meta VALUES (?, ?)', key, 'x')
    },
    isShown: (key: string) => valueOf(`SELECT 1 FROM meta WHERE key = '${key}'`) === 1,
    generation: () => Number(valueOf("SELECT value FROM meta WHERE key = 'generation'")),
  }
}

describe('what a writer changes', () => {
  it('is shown together, in one generation', () => {
    const { store, write, isShown, generation } = openStore()
    write('a')
    write('b')
    expect(isShown('a')).toBe(false)
    store.show()
    expect([isShown('a'), isShown('b'), generation()]).toEqual([true, true, 1])
  })

  it('makes no generation where nothing of it is visible', () => {
    const { store, write, generation } = openStore()
    write('a', false)
    store.show()
    expect(generation()).toBe(0)
  })

  it.each([1, MORE_THAN_HELD_BACK])('is all undone where it fails, with %i statements that come last', (count) => {
    const { store, write, writeLast, isShown } = openStore()
    const lost: unknown[] = []
    store.onLost((error) => lost.push(error))
    const failing = (): { visible: boolean } => {
      for (let n = 0; n < count; n += 1) writeLast(`last ${n}`)
      store.run("INSERT INTO meta VALUES ('b', 'x')")
      throw new Error('a record that can not be read')
    }
    write('a')
    store.show()
    expect(() => store.transaction(failing)).toThrow('a record that can not be read')
    write('c')
    store.show()
    expect(['a', 'last 0', 'b', 'c'].map(isShown)).toEqual([true, false, false, true])
    expect(lost).toEqual([])
  })

  it('takes what was not shown with it where it fails, says so, and never again', () => {
    const { store, write, isShown } = openStore()
    const lost: unknown[] = []
    store.onLost((error) => lost.push(error))
    const failing = (): never => {
      throw new Error('a record that can not be read')
    }
    write('a')
    expect(() => store.transaction(failing)).toThrow('a record that can not be read')
    expect(lost).toHaveLength(1)
    write('b')
    expect(() => store.transaction(failing)).toThrow('a record that can not be read')
    expect(['a', 'b'].map(isShown)).toEqual([false, true])
    expect(lost).toHaveLength(1)
  })

  it('is lost where the file can not take it, and says so to who listens', () => {
    const { db, store, write, isShown, generation } = openStore()
    const lost: unknown[] = []
    store.onLost((error) => lost.push(error))
    write('a')
    const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count'])
    db.exec(`PRAGMA max_page_count = ${pages}`)
    store.transaction(() => {
      store.runLast('INSERT INTO meta VALUES (?, ?)', 'big', 'x'.repeat(10_000_000))
      return { visible: true }
    })
    expect(() => store.show()).toThrow('full')
    expect(lost).toHaveLength(1)
    db.exec('PRAGMA max_page_count = 100000')
    write('c')
    store.show()
    expect([isShown('a'), isShown('c'), generation()]).toEqual([false, true, 1])
  })
})
