import DataLoader from 'dataloader'
import type { Passing } from '../kept-texts.ts'

/** Reads records of one kind for one request, each at most once, many in one call. */
export interface RecordLoader<Key, Value> {
  /** In the order asked, undefined where unknown; what is not held yet is read in one call, now. */
  getMany(keys: readonly Key[]): readonly (Value | undefined)[]
  /** At once where held; else together with whatever is asked for before the next tick. */
  load(key: Key): Value | undefined | Promise<Value | undefined>
  /** The next ask reads it again. */
  forget(key: Key): void
}

/** What a loader of records stands on. */
export interface RecordSource<Key, Value> {
  readonly keyText: (key: Key) => string
  /** In the order asked, undefined where unknown. */
  readonly read: (keys: readonly Key[]) => readonly (Value | undefined)[]
  /** Called with every record read. */
  readonly onRead?: (value: Value) => void
  /** Given where what is read changes while the state of the data stands: each use is noted. */
  readonly passing?: Passing
}

/** A loader for one request. */
export function createRecordLoader<Key, Value>(source: RecordSource<Key, Value>): RecordLoader<Key, Value> {
  const { keyText, read, onRead, passing } = source
  const held = new Map<string, Value | undefined>()

  function getMany(keys: readonly Key[]): readonly (Value | undefined)[] {
    passing?.note()
    const texts = keys.map(keyText)
    const missing = new Map<string, Key>()
    for (const [index, key] of keys.entries()) {
      const text = texts[index] ?? ''
      if (!held.has(text)) missing.set(text, key)
    }
    if (missing.size > 0) readInto([...missing.keys()], [...missing.values()])
    return texts.map((text) => held.get(text))
  }

  function readInto(texts: readonly string[], keys: readonly Key[]): void {
    const values = read(keys)
    texts.forEach((text, index) => {
      const value = values[index]
      held.set(text, value)
      if (value !== undefined) onRead?.(value)
    })
  }

  // Of a request's many loaders few have to gather anything.
  let batch: DataLoader<Key, Value | undefined> | undefined
  function loadLater(key: Key): Promise<Value | undefined> {
    batch ??= new DataLoader<Key, Value | undefined>(async (keys) => getMany(keys), { cache: false })
    return batch.load(key)
  }
  return {
    getMany,
    load(key) {
      passing?.note()
      const text = keyText(key)
      return held.has(text) ? held.get(text) : loadLater(key)
    },
    forget: (key) => void held.delete(keyText(key)),
  }
}

/** A reference from records of one kind to records of another, followed for all of a request's records at once. */
export interface Relation<From, To> {
  /** Reads what every record so far refers to, in one call. */
  prepare(): void
  /** What a record refers to, in its order, less what is unknown. Prepares first. */
  follow(from: From): readonly To[]
}

/** A relation over a loader, from the records in a list that grows as they are read; following it needs no promise, so a page of records resolves in one pass. */
export function createRelation<From, Key, To>(
  read: readonly From[],
  keysOf: (from: From) => readonly Key[],
  target: Pick<RecordLoader<Key, To>, 'getMany'>,
): Relation<From, To> {
  let prepared = 0
  function prepare(): void {
    if (prepared === read.length) return
    const keys = read.slice(prepared).flatMap(keysOf)
    prepared = read.length
    target.getMany(keys)
  }
  return {
    prepare,
    follow: (from) => {
      prepare()
      return target.getMany(keysOf(from)).filter((value) => value !== undefined)
    },
  }
}
