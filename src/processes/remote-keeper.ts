import { LRUCache } from 'lru-cache'
import type { Log } from '../model/log.ts'
import type { DetailReader, FreshnessWish, Keeper, PostcodeAsker } from '../model/keeper.ts'
import type { PostcodeEntry } from '../model/postcode-entry.ts'
import type { SharedStanding } from '../model/readiness.ts'
import type { RecordRef } from '../model/record.ts'
import type { KeeperForReaders, Announcement, KeeperStanding } from './parties.ts'

/** The keeper as a reader has it: asked by messages, and followed by what it says of itself. */
export interface RemoteKeeper extends Keeper {
  /** Takes note of what the keeper says. */
  hear(news: Announcement): void
  /** Whether there is one now. */
  isThere(): boolean
  /** How its machine stands among those that share its catalogue, as it last said; undefined where none does. */
  shared(): SharedStanding | undefined
}

/** What a remote keeper goes by. */
export interface RemoteKeeperParts {
  /** Asks it; what it asks for rejects where it is not there. */
  readonly asked: Pick<KeeperForReaders, 'details' | 'postcodes' | 'damaged'>
  /** What an answer says that lacks details since the keeper could not be asked. */
  readonly whyNotAsked: string
  /** Whether the detail of a service, as it is held, is to be asked for by a request with that wish. */
  isWanted(ref: RecordRef, wish: FreshnessWish): boolean
  /** The keeper as it stood when this was made; it is there. */
  readonly standing: KeeperStanding
  /** Whether anybody is configured to be asked for postcodes. */
  hasPostcodeProvider(): boolean
  readonly log: Log
}

/** What the keeper keeps for all is kept here again for as long as it mostly matters: until the request has ended. */
const POSTCODES_KEPT = 2_000
const POSTCODES_KEPT_MS = 3_600_000

/** Creates the keeper as a reader has it. */
export function createRemoteKeeper(parts: RemoteKeeperParts): RemoteKeeper {
  const { asked } = parts
  let { standing } = parts
  let isThere = true
  const onGeneration = new Set<(generation: string) => void>()
  const onReplaced = new Set<() => void>()
  return {
    details: createDetails(parts),
    postcodes: createPostcodes(parts),
    traffic: (slug) => standing.feeds[slug]?.traffic,
    reading: (slug) => standing.feeds[slug]?.reading,
    unwrittenFault: (slug) => standing.feeds[slug]?.unwrittenFault,
    queued: () => standing.queued,
    noteDamage: asked.damaged,
    troubles: () => standing.troubles,
    onReplaced: (listener) => void onReplaced.add(listener),
    onGeneration(listener) {
      onGeneration.add(listener)
      return () => void onGeneration.delete(listener)
    },
    isThere: () => isThere,
    shared: () => standing.shared,
    hear(news) {
      if (news.kind === 'GONE') isThere = false
      if (news.kind === 'OPEN') isThere = true
      if ('standing' in news) standing = news.standing
      // A keeper that was not there before may have put another file in place before it said so.
      if (news.kind === 'REPLACED' || news.kind === 'OPEN') for (const listener of onReplaced) listener()
      if (news.kind === 'GENERATION') for (const listener of onGeneration) listener(news.generation)
    },
  }
}

function createDetails({ asked, isWanted, whyNotAsked, log }: RemoteKeeperParts): DetailReader {
  return {
    async readThrough(refs, wish, allowance) {
      const wanted = refs.filter((ref) => isWanted(ref, wish))
      if (wanted.length === 0) return { hasAsked: false, failures: [] }
      // Set aside before the answer is there: other parts of the request may ask meanwhile.
      const calls = Math.min(allowance.calls, wanted.length)
      allowance.calls -= calls
      try {
        const { callsLeft, ...read } = await asked.details({ refs: wanted, wish, calls })
        allowance.calls += callsLeft
        return read
      } catch (error) {
        // What is held can still be answered, and the answer says so.
        log.warn({ err: error }, 'The keeper could not be asked for details.')
        allowance.calls += calls
        const feeds = [...new Set(wanted.map(({ feed }) => feed))]
        return { hasAsked: false, failures: feeds.map((feed) => ({ feed, code: 'NOT_ASKED', message: whyNotAsked })) }
      }
    },
  }
}

function createPostcodes({ asked, hasPostcodeProvider, log }: RemoteKeeperParts): PostcodeAsker {
  const said = new LRUCache<string, PostcodeEntry>({ max: POSTCODES_KEPT, ttl: POSTCODES_KEPT_MS })
  async function ask(unasked: readonly string[]): Promise<void> {
    try {
      for (const entry of await asked.postcodes(unasked)) said.set(entry.postcode, entry)
    } catch (error) {
      log.warn({ err: error, postcodes: unasked.length }, 'The keeper could not be asked; places near by stand in.')
    }
  }
  return {
    known: (postcode) => said.get(postcode),
    ask(postcodes) {
      const unasked = hasPostcodeProvider() ? postcodes.filter((postcode) => !said.has(postcode)) : []
      return unasked.length === 0 ? undefined : ask(unasked)
    },
  }
}
