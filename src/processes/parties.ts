import type { FeedsConfig } from '../config/feeds-config.ts'
import type { DemandOutcome, DemandSubject } from '../model/demand.ts'
import type { FeedFault } from '../model/feed.ts'
import type {
  DamagedFile,
  DetailFailure,
  FeedTraffic,
  FreshnessWish,
  ReadingProgress,
  Troubles,
} from '../model/keeper.ts'
import type { PostcodeEntry } from '../model/postcode-entry.ts'
import type { SharedStanding } from '../model/readiness.ts'
import type { RecordRef } from '../model/record.ts'

/** What answers need: everything of a configuration but what opens feeds. */
export type ShownConfig = Omit<FeedsConfig, 'credentials' | 'outbound'>

/** What the keeper says of itself unasked, to all readers. */
export type Announcement =
  /** Opening takes long, for this reason. */
  | { readonly kind: 'DELAY'; readonly reason: string }
  /** The folder is open, by a keeper that was not there before. */
  | { readonly kind: 'OPEN'; readonly config: ShownConfig; readonly standing: KeeperStanding }
  /** Another configuration, other geography or other terms are in use; the feeds that count stay. */
  | { readonly kind: 'TAKE_UP'; readonly config: ShownConfig }
  /** From now on the enabled feeds of the configuration count. */
  | { readonly kind: 'COUNT' }
  | { readonly kind: 'GENERATION'; readonly generation: string }
  /** Another file lies in the place of one that was damaged or made again. */
  | { readonly kind: 'REPLACED' }
  | { readonly kind: 'STANDING'; readonly standing: KeeperStanding }
  /** The keeper has ended; said by the porter in its place. */
  | { readonly kind: 'GONE' }

/** What a keeper knows at one moment of what it does. */
export interface KeeperStanding {
  /** Orders that the writer has not answered. */
  readonly queued: number
  /** What is wrong with the files. */
  readonly troubles: Troubles
  /** How it stands among the machines that share its catalogue; absent where none does. */
  readonly shared?: SharedStanding
  /** By slug. */
  readonly feeds: Readonly<Record<string, FeedDoings>>
}

interface FeedDoings {
  readonly traffic?: FeedTraffic
  readonly reading?: ReadingProgress
  readonly unwrittenFault?: FeedFault
}

/** Details that a request of a reader wants; it may cause so many calls of councils. */
export interface DetailQuestion {
  readonly refs: readonly RecordRef[]
  readonly wish: FreshnessWish
  readonly calls: number
}

interface DetailAnswer {
  readonly hasAsked: boolean
  readonly failures: readonly DetailFailure[]
  /** Of the calls that it might cause. */
  readonly callsLeft: number
}

/** What readers ask of the keeper, by way of the porter. */
export interface KeeperForReaders {
  details(question: DetailQuestion): Promise<DetailAnswer>
  /** Those of the postcodes that the provider knows. */
  postcodes(postcodes: readonly string[]): Promise<readonly PostcodeEntry[]>
  damaged(of: DamagedFile): void
  searched(asker: string, subjects: readonly DemandSubject[], outcome: DemandOutcome): void
}

/** What the porter asks of the keeper. */
export interface KeeperForPorter extends KeeperForReaders {
  /** Its numbers for Prometheus; empty where nobody reads them. */
  numbers(): Promise<Numbers>
  /** Reads the feeds file again. */
  reload(): void
  /** Gives the folder up and ends. */
  release(): Promise<void>
  /** Ends. */
  stop(): void
}

/** What the keeper asks of the porter. */
export interface PorterForKeeper {
  news(news: Announcement): void
  /** Where all are reached, and what they hold. */
  processes(): Promise<{ readonly url: string; readonly processes: readonly ProcessStanding[] }>
}

/** What the porter asks of a reader. */
export interface ReaderForPorter {
  news(news: Announcement): void
  /** What addresses were answered elsewhere. */
  spent(spent: readonly Spent[]): void
  /** By this key, in hexadecimal, the log disguises clients from now on. */
  clientKey(key: string): void
  numbers(): Promise<Numbers>
  standing(): ProcessStanding
  /** Answers on from what is held, whatever becomes of the folder. */
  release(): void
  /** Answers what is under way, and ends. */
  stop(): void
}

/** What a reader asks of the porter. */
export interface PorterForReader extends KeeperForReaders {
  /** It takes connections from now on, and says why where it can't answer yet. */
  joined(): void
  /** It has something to answer from. */
  opened(): void
  /** The connection that it was given is its own. */
  taken(): void
  spent(spent: readonly Spent[]): void
  takeSlot(address: string): boolean
  giveSlot(address: string): void
  /** The numbers of all processes in Prometheus' text format, with its media type. */
  numbers(): Promise<RenderedNumbers>
}

/** What an address has cost: requests, and milliseconds of work. */
export type Spent = readonly [address: string, requests: number, workMs: number]

/** prom-client's own form of a registry's numbers. */
export type Numbers = readonly object[]

/** Numbers in Prometheus' text format, with its media type. */
export interface RenderedNumbers {
  readonly contentType: string
  readonly body: string
}

/** One of the gateway's processes. */
export interface ProcessStanding {
  readonly role: 'PORTER' | 'KEEPER' | 'READER'
  readonly pid: number
  readonly uptimeSeconds: number
  readonly residentBytes: number
}
