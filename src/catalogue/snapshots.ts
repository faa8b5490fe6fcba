import type { ReaderStore } from '../store/reader-store.ts'
import type { CatalogueReader } from './catalogue-reader.ts'
import { createReader, type ReaderPowers } from './create-reader.ts'
import { openStore } from './open-store.ts'

/** The catalogue as it stood at one moment, for as long as it is held. */
export interface Snapshot {
  readonly reader: CatalogueReader
  readonly generation: string
  /** Ends the hold; to be called once. The reader must not be used any more. */
  release(): void
}

/** Hands out the catalogue as it stands, one state to each that asks. */
export interface Snapshots {
  take(): Snapshot
  statementCount(): number
  /** Lets go of answers kept of earlier generations: at once, or once nobody holds them. */
  dropOutdated(): void
  /** Takes up the file that lies under its path now; what is held stays as it is until it is released. */
  reopen(): void
  /** Makes all connections that there may be, so that none is made later. */
  openAll(): void
  close(): void
}

/** A connection, and what it is held for: while anybody uses it, it sees the same data. */
interface Connection {
  readonly store: ReaderStore
  readonly reader: CatalogueReader
  generation: string
  users: number
  /** There is a newer generation than it holds. */
  isOutdated: boolean
}

/**
 * States held at once: the newest, and those before it that requests still read. Where all are, the newest of them is
 * shared: a hold ends with its request, so nobody gets it for longer than a request takes.
 */
const MOST_HELD = 3

/** Snapshots of a catalogue's file. */
export function openSnapshots(file: string, powers: ReaderPowers, latest: () => string): Snapshots {
  return createSnapshots(() => {
    const store = openStore(file, () => powers.keeper.noteDamage('CATALOGUE'))
    return { store, reader: createReader(store, powers) }
  }, latest)
}

/** Snapshots over connections from `open`, opened as they are needed; `latest` is the newest generation. Nothing is held while nobody reads, so that the log of the file can be folded in. */
export function createSnapshots(
  open: () => { readonly store: ReaderStore; readonly reader: CatalogueReader },
  latest: () => string,
): Snapshots {
  const connections: Connection[] = []
  function connect(): Connection {
    const connection = { ...open(), generation: '', users: 0, isOutdated: false }
    connections.push(connection)
    return connection
  }
  function choose(): Connection {
    const newest = latest()
    const idle = connections.filter(({ users }) => users === 0)
    return (
      connections.find(({ users, generation }) => users > 0 && generation === newest) ??
      idle.find(({ generation }) => generation === newest) ??
      idle[0] ??
      (connections.length < MOST_HELD ? connect() : newestOf(connections))
    )
  }
  return {
    take() {
      const connection = choose()
      const { store, reader } = connection
      if (connection.users === 0) connection.generation = store.hold()
      connection.users += 1
      return {
        reader,
        generation: connection.generation,
        release() {
          connection.users -= 1
          if (connection.users > 0) return
          store.letGo()
          if (connection.isOutdated) dropKept(connection)
        },
      }
    },
    statementCount: () => connections.reduce((sum, { store }) => sum + store.statementCount(), 0),
    dropOutdated() {
      for (const connection of connections) {
        if (connection.users === 0) dropKept(connection)
        else connection.isOutdated = true
      }
    },
    reopen() {
      for (const { store } of connections) store.reopen()
    },
    openAll() {
      while (connections.length < MOST_HELD) {
        // The log of the file is opened at the first reading.
        const { store } = connect()
        store.hold()
        store.letGo()
      }
    },
    close() {
      for (const { store } of connections) store.close()
    },
  }
}

function dropKept(connection: Connection): void {
  connection.isOutdated = false
  connection.store.dropOutdated()
}

function newestOf([first, ...others]: readonly Connection[]): Connection {
  if (first === undefined) throw new Error('No connection is open.')
  return others.reduce(
    (newest, other) => (Number(other.generation) > Number(newest.generation) ? other : newest),
    first,
  )
}
