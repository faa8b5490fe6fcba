// The port where the serving side and the keeper meet: function calls in one process, messages between processes.
// Plain data and promises only; neither side knows more of the other than stands here.
import type { FeedFault, FeedFaultCode } from './feed.ts'
import type { PostcodeEntry } from './postcode-entry.ts'
import type { RecordRef } from './record.ts'

/** Whoever refreshes the catalogue, as those who serve it may ask. */
export interface Keeper {
  /** Details on demand. */
  readonly details: DetailReader
  /** Postcodes that nothing here knows, on demand. */
  readonly postcodes: PostcodeAsker
  /** Traffic with a feed; undefined for one that is not asked. */
  traffic(slug: string): FeedTraffic | undefined
  /** How far the present or last reading of a feed's list has come; undefined before the first. */
  reading(slug: string): ReadingProgress | undefined
  /** The last fault of a feed that could not be written to the file; undefined: what stands in the file is true. */
  unwrittenFault(slug: string): FeedFault | undefined
  /** Orders that the writer of the catalogue has not answered. */
  queued(): number
  /** Whoever reads met a part of this file that is damaged: it is mended. */
  noteDamage(of: DamagedFile): void
  /** What is wrong with the files that it keeps, as far as is known. */
  troubles(): Troubles
  /** Calls back when another file lies in the place of one that was damaged, complete: readers take it up, of either kind. */
  onReplaced(listener: () => void): void
  /** Calls back with every generation of the catalogue that became visible; the answer ends that. */
  onGeneration(listener: (generation: string) => void): () => void
}

/** The files that a gateway keeps and mends: the catalogue, and what was imported of areas and postcodes. */
export type DamagedFile = 'CATALOGUE' | 'GEOGRAPHY'

/** What is wrong with the files, each in words for an operator; absent where nothing is. */
export interface Troubles {
  /** It is damaged and being mended. */
  readonly catalogue?: string
  /** What was imported of areas and postcodes is damaged and being mended. */
  readonly geography?: string
  /** Nothing can be written. */
  readonly writing?: string
}

/** How fresh one request wants single records; the whole request shares one allowance of upstream calls. */
export interface FreshnessWish {
  /** Absent: the catalogue's word stands, and only list items lacking detail are asked for. */
  readonly maxAgeMs?: number
}

/** Why a detail could not be had; what is held stands. */
export interface DetailFailure {
  readonly feed: string
  /** NOT_ASKED: nobody here asks feeds. */
  readonly code: FeedFaultCode | 'NOT_ASKED'
  /** A plain sentence, nothing of the upstream's. */
  readonly message: string
}

/** Brings records up to date within a feed's budget, shared by requests in flight. Never rejects for a feed's fault. */
export interface DetailReader {
  /**
   * Fetches and writes back the details of those services that are held only as list items or are older than the wish;
   * at most `allowance.calls` upstream calls, which it counts down. Resolves when what can be had is visible to the reader.
   */
  readThrough(refs: readonly RecordRef[], wish: FreshnessWish, allowance: { calls: number }): Promise<ReadThrough>
}

/** What reading details through came to. */
interface ReadThrough {
  /** Any feed was asked, by this request or by one that it joined: the data may be newer than before. */
  readonly hasAsked: boolean
  readonly failures: readonly DetailFailure[]
}

/** How talking to one feed goes. */
export interface FeedTraffic {
  readonly circuit: 'CLOSED' | 'OPEN' | 'HALF_OPEN'
  readonly consecutiveFailures: number
  readonly requestsLastDay: number
  /** Of the last requests answered; absent before any. */
  readonly p50Ms?: number
  readonly p95Ms?: number
  /** RFC 3339; absent where nothing is planned. */
  readonly nextAttempt?: string
}

/** How far the reading of a feed's list has come. */
export interface ReadingProgress {
  readonly services: number
  /** Services the list promises; absent where it does not. */
  readonly of?: number
  /** Milliseconds since 1970 at which it will be done, about; absent where it can't be estimated. */
  readonly doneByMs?: number
}

/** Asks a provider for postcodes, many in one call and each once while its answer is kept. */
export interface PostcodeAsker {
  /** What the provider said of `AA9A 9AA`; undefined where it does not know it or was not asked. */
  known(postcode: string): PostcodeEntry | undefined
  /** Resolves when what can be had is known; undefined where nobody has to be asked. Never rejects for the provider's fault. */
  ask(postcodes: readonly string[]): Promise<void> | undefined
}
