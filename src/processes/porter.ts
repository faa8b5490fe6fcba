import { type Calls, createCalls } from './calls.ts'
import { createHandOut, type HandOut, type Seat } from './hand-out.ts'
import { createKnownNews, type KnownNews } from './known-news.ts'
import { type Line, LineEndedError } from './line.ts'
import type * as Parties from './parties.ts'
import { createSlotLedger, type SlotLedger } from './slot-ledger.ts'
import { createWaiting, type Waiting } from './waiting.ts'

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

/** What the porter knows of the processes that are there. */
interface Floor<C> {
  readonly parts: PorterParts<C>
  readonly readers: Set<Reader>
  readonly handOut: HandOut<C>
  readonly slots: SlotLedger<Reader>
  readonly known: KnownNews
  readonly waiting: Waiting
  keeper: Calls<Parties.KeeperForPorter> | undefined
  clientKey: string | undefined
}

/** So long a reader's question waits for a keeper that is being started again. */
const PATIENCE_MS = 3_000

/** Creates a porter that knows nobody yet. */
export function createPorter<C extends {}>(parts: PorterParts<C>): Porter<C> {
  const floor: Floor<C> = {
    parts,
    readers: new Set(),
    handOut: createHandOut(),
    slots: createSlotLedger(parts.exportsPerAddress, parts.exports),
    known: createKnownNews(),
    waiting: createWaiting(),
    keeper: undefined,
    clientKey: undefined,
  }
  const { readers, handOut, known, waiting } = floor
  return {
    hand: handOut.hand,
    addReader: (line, give) => admitReader(floor, line, give),
    addKeeper: (line) => admitKeeper(floor, line),
    async opened(count) {
      await waiting.until(() => [...readers].filter(({ hasOpened }) => hasOpened).length >= count)
    },
    isKept: known.isOpen,
    numbers: () => addNumbers(floor),
    reload: () => floor.keeper?.post('reload'),
    disguise(key) {
      floor.clientKey = key
      for (const { calls } of readers) calls.post('clientKey', key)
    },
    async release() {
      await Promise.all([...readers].map(({ calls }) => unlessEnded(calls.call('release'))))
      if (floor.keeper !== undefined) await unlessEnded(floor.keeper.call('release'))
    },
    async drained(mostMs) {
      await waiting.until(() => handOut.waiting() === 0, mostMs)
    },
    stopReaders() {
      for (const { calls, seat } of readers) {
        seat?.leave()
        calls.post('stop')
      }
    },
    stopKeeper: () => floor.keeper?.post('stop'),
  }
}

function admitReader<C extends {}>(floor: Floor<C>, line: Line, give: (connection: C) => void): Guest {
  const { parts, readers, handOut, slots, waiting } = floor
  const calls = createCalls<Parties.ReaderForPorter, Parties.PorterForReader>(
    line,
    answersTo(floor, () => reader),
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
      waiting.look()
      return reader.hasOpened
    },
  }
}

function admitKeeper<C>(floor: Floor<C>, line: Line): Guest {
  const calls = createCalls<Parties.KeeperForPorter, Parties.PorterForKeeper>(line, {
    news: (news) => spread(floor, news),
    processes: () => askProcesses(floor),
  })
  floor.keeper = calls
  return {
    end() {
      const wasOpen = floor.known.isOpen()
      calls.end()
      floor.keeper = undefined
      spread(floor, { kind: 'GONE' })
      return wasOpen
    },
  }
}

function answersTo<C>(floor: Floor<C>, reader: () => Reader): Parties.PorterForReader {
  const { readers, slots, known, waiting } = floor
  return {
    joined() {
      const { calls, join } = reader()
      if (floor.clientKey !== undefined) calls.post('clientKey', floor.clientKey)
      for (const news of known.forNewcomers()) calls.post('news', news)
      reader().seat = join()
    },
    opened() {
      reader().hasOpened = true
      waiting.look()
    },
    taken() {
      reader().seat?.taken()
      waiting.look()
    },
    spent(spent) {
      for (const other of readers) if (other !== reader()) other.calls.post('spent', spent)
    },
    takeSlot: (address) => slots.take(reader(), address),
    giveSlot: (address) => slots.giveBack(reader(), address),
    numbers: () => addNumbers(floor),
    details: (question) => askKeeper(floor, (keeper) => keeper.call('details', question)),
    postcodes: (postcodes) => askKeeper(floor, (keeper) => keeper.call('postcodes', postcodes)),
    damaged: (of) => floor.keeper?.post('damaged', of),
    searched: (...search) => floor.keeper?.post('searched', ...search),
  }
}

function spread<C>({ known, readers, waiting }: Floor<C>, news: Parties.Announcement): void {
  known.note(news)
  for (const { calls } of readers) calls.post('news', news)
  waiting.look()
}

/** Asks the keeper, and the next one where this one ends before it has answered. LineEndedError where there is none in time. */
async function askKeeper<C, T>(
  floor: Floor<C>,
  question: (keeper: Calls<Parties.KeeperForPorter>) => Promise<T>,
): Promise<T> {
  while (await floor.waiting.until(floor.known.isOpen, PATIENCE_MS)) {
    const outcome = floor.keeper === undefined ? undefined : await unlessEnded(question(floor.keeper))
    if (outcome !== undefined) return outcome.value
  }
  throw new LineEndedError()
}

async function addNumbers<C>({ parts, readers, keeper, known }: Floor<C>): Promise<Parties.RenderedNumbers> {
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

async function askProcesses<C>({ parts, readers }: Floor<C>) {
  const asked = [...readers].map(({ calls }) => unlessEnded(calls.call('standing')))
  const standings = (await Promise.all(asked)).flatMap((outcome) => outcome?.value ?? [])
  return { url: parts.url(), processes: [parts.standing(), ...standings] }
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
