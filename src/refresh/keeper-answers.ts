import type { PostcodeProvider } from '../feeds/postcode-provider.ts'
import type { StartedWriter } from '../intake/start-writer.ts'
import type { Keeper } from '../model/keeper.ts'
import type { Log } from '../model/log.ts'
import { createDetailAges } from '../store/detail-state.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import { createDetailReader } from './create-detail-reader.ts'
import type { LiveFeeds } from './live-feeds.ts'
import { createPostcodeAsker } from './postcode-asker.ts'

interface AnswerPowers {
  readonly log: Log
  /** Milliseconds since 1970, for dates alone. */
  now(): number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

/** What is asked for answers. */
interface AnswerParts {
  readonly writer: StartedWriter
  readonly store: ReaderStore
  readonly feeds: LiveFeeds
  postcodeProvider(): PostcodeProvider | undefined
}

/** What the keeper answers to the serving side of its feeds. */
export function createKeeperAnswers(
  { log, now, monotonicNow }: AnswerPowers,
  { writer, store, feeds, postcodeProvider }: AnswerParts,
): Pick<Keeper, 'details' | 'postcodes' | 'traffic' | 'reading' | 'unwrittenFault' | 'queued'> {
  return {
    details: createDetailReader({
      reader: (slug) => feeds.find(slug)?.reader,
      writer,
      detailAge: createDetailAges(store),
      now,
      log,
    }),
    postcodes: createPostcodeAsker(postcodeProvider, { log, monotonicNow }),
    traffic: (slug) => feeds.find(slug)?.traffic(),
    reading: (slug) => feeds.find(slug)?.reading(),
    unwrittenFault: (slug) => feeds.find(slug)?.unwrittenFault(),
    queued: () => writer.queued(),
  }
}
