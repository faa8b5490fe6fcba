import { type Calls, createCalls } from './calls.ts'
import { createHandOut, type Seat } from './hand-out.ts'
import { createKnownNews } from './known-news.ts'
import { type Line, LineEndedError } from './line.ts'
import type * as Parties from './parties.ts'
import { createSlotLedger } from './slot-ledger.ts'

/** Stands between one keeper and the readers: hands connections out, passes on what they say to each other, and holds what they share. */
export interface Porter<C> {
  /** Has the next reader take a connection, or the first that is there. */
  hand(connection: C): void
  /** A process that reads has started; `give` hands it a connection, which it then says to have taken. */
  addReader(line: Line, give: (connection: C) => void): Guest
  /** A process that keeps has started. */
  addKeeper(line: Line): Guest
  /** Resolves when so many readers have something to answer from. */
  opened(readers: number): Promise<void>
  /** Whether a keeper has opened the folder and has not ended since. */
  isKept(): boolean
  /** The numbers of all processes, added up. */
  numbers(): Promise<Parties.RenderedNumbers>
  /** Has the feeds file read again. */
  reload(): void
  /** By this key, in hexadecimal, readers disguise clients in the log from now on. */
  disguise(key: string): void
  /** Has readers answer on from what is held, and the keeper give the folder up and end. */
  release(): Promise<void>
  /** Resolves when no connection waits for a reader, or so many milliseconds later. */
  drained(mostMs: number): Promise<void>
  /** Readers answer what is under way, and end. */
  stopReaders(): void
  stopKeeper(): void
}

/** A process that the porter knows. */
export interface Guest {
  /** It has ended, and all that it said has been heard. Whether it had opened the catalogue. */
  end(): boolean
}

/** What a porter is made with. */
export interface PorterParts<C> {
  /** Lets go of a connection that is a reader's own now. */
  close(connection: C): void
  /** How this very process stands. */
  standing(): Parties.ProcessStanding
  /** Where clients reach the gateway. */
  url(): string
  readonly exportsPerAddress: number
  readonly exports: number
  readonly sum: NumbersSum
}

/** Adds up the numbers of processes, those that have ended among them. */
export interface NumbersSum {
  render(
    numbers: readonly Parties.Numbers[],
    processes: Readonly<Record<string, number>>,
  ): Promise<Parties.RenderedNumbers>
  keep(numbers: Parties.Numbers): Promise<void>
}

interface Reader {
  readonly calls: Calls<Parties.ReaderForPorter>
  readonly join: () => Seat
  seat: Seat | undefined
  hasOpened: boolean
  /** As it last counted. */
  numbers: Parties.Numbers
}

/** So long a reader's question waits for a keeper that is being started again. */
const PATIENCE_MS = 3_000

/** Creates a porter that knows nobody yet. */
export function createPorter<C extends {}>(parts: PorterParts<C>): Porter<C> {
  const readers = new Set<Reader>()
  const handOut = createHandOut<C>()
  const slots = createSlotLedger<Reader>(parts.exportsPerAddress, parts.exports)
  const known = createKnownNews()
  const waiting = new Set<() => void>()
  let keeper: Calls<Parties.KeeperForPorter> | undefined
  let clientKey: string | undefined

  /** Whoever waits looks again. */
  function changed(): void {
    for (const look of waiting) look()
  }
  /** Resolves with true once that is so, with false where it takes longer than so many milliseconds. */
  function until(isSo: () => boolean, mostMs?: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = mostMs === undefined ? undefined : setTimeout(() => end(false), mostMs)
      function end(outcome: boolean): void {
        clearTimeout(timer)
        waiting.delete(look)
        resolve(outcome)
      }
      const look = (): void => {
        if (isSo()) end(true)
      }
      waiting.add(look)
      look()
    })
  }
  function spread(news: Parties.Announcement): void {
    known.note(news)
    for (const { calls } of readers) calls.post('news', news)
    changed()
  }
  /** Asks the keeper, and the next one where this one ends before it has answered. LineEndedError where there is none in time. */
  async function askKeeper<T>(question: (asked: Calls<Parties.KeeperForPorter>) => Promise<T>): Promise<T> {
    while (await until(known.isOpen, PATIENCE_MS)) {
      const outcome = keeper === undefined ? undefined : await unlessEnded(question(keeper))
      if (outcome !== undefined) return outcome.value
    }
    throw new LineEndedError()
  }
  async function numbers(): Promise<Parties.RenderedNumbers> {
    const ofKeeper = keeper === undefined ? undefined : await unlessEnded(keeper.call('numbers'))
    const counted = [...readers].map(async (reader) => {
      const outcome = await unlessEnded(reader.calls.call('numbers'))
      // One that has ended meanwhile is among those that have.
      if (outcome !== undefined) reader.numbers = outcome.value
      return outcome?.value ?? []
    })
    const all = [ofKeeper?.value ?? [], ...(await Promise.all(counted))]
    return parts.sum.render(all, { porter: 1, keeper: Number(known.isOpen()), reader: readers.size })
  }
  async function processes() {
    const asked = [...readers].map(({ calls }) => unlessEnded(calls.call('standing')))
    const standings = (await Promise.all(asked)).flatMap((outcome) => outcome?.value ?? [])
    return { url: parts.url(), processes: [parts.standing(), ...standings] }
  }
  function answersTo(reader: () => Reader): Parties.PorterForReader {
    return {
      joined() {
        const { calls, join } = reader()
        if (clientKey !== undefined) calls.post('clientKey', clientKey)
        for (const news of known.forNewcomers()) calls.post('news', news)
        reader().seat = join()
      },
      opened() {
        reader().hasOpened = true
        changed()
      },
      taken() {
        reader().seat?.taken()
        changed()
      },
      spent(spent) {
        for (const other of readers) if (other !== reader()) other.calls.post('spent', spent)
      },
      takeSlot: (address) => slots.take(reader(), address),
      giveSlot: (address) => slots.giveBack(reader(), address),
      numbers,
      details: (question) => askKeeper((asked) => asked.call('details', question)),
      postcodes: (postcodes) => askKeeper((asked) => asked.call('postcodes', postcodes)),
      damaged: (of) => keeper?.post('damaged', of),
      searched: (...search) => keeper?.post('searched', ...search),
    }
  }

  return {
    hand: handOut.hand,
    addReader(line, give) {
      const calls = createCalls<Parties.ReaderForPorter, Parties.PorterForReader>(
        line,
        answersTo(() => reader),
      )
      const join = (): Seat => handOut.join({ give, taken: parts.close })
      const reader: Reader = { calls, join, seat: undefined, hasOpened: false, numbers: [] }
      readers.add(reader)
      return {
        end() {
          readers.delete(reader)
          slots.end(reader)
          calls.end()
          reader.seat?.end()
          void parts.sum.keep(reader.numbers)
          changed()
          return reader.hasOpened
        },
      }
    },
    addKeeper(line) {
      const calls = createCalls<Parties.KeeperForPorter, Parties.PorterForKeeper>(line, { news: spread, processes })
      keeper = calls
      return {
        end() {
          const wasOpen = known.isOpen()
          calls.end()
          keeper = undefined
          spread({ kind: 'GONE' })
          return wasOpen
        },
      }
    },
    async opened(count) {
      await until(() => [...readers].filter(({ hasOpened }) => hasOpened).length >= count)
    },
    isKept: known.isOpen,
    numbers,
    reload: () => keeper?.post('reload'),
    disguise(key) {
      clientKey = key
      for (const { calls } of readers) calls.post('clientKey', key)
    },
    async release() {
      await Promise.all([...readers].map(({ calls }) => unlessEnded(calls.call('release'))))
      if (keeper !== undefined) await unlessEnded(keeper.call('release'))
    },
    async drained(mostMs) {
      await until(() => handOut.waiting() === 0, mostMs)
    },
    stopReaders() {
      for (const { calls, seat } of readers) {
        seat?.leave()
        calls.post('stop')
      }
    },
    stopKeeper: () => keeper?.post('stop'),
  }
}

/** What was asked for; undefined where the process that was asked has ended. */
async function unlessEnded<T>(asked: Promise<T>): Promise<{ readonly value: T } | undefined> {
  try {
    return { value: await asked }
  } catch (error) {
    if (error instanceof LineEndedError) return undefined
    throw error
  }
}
