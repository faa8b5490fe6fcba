import type { Keeper } from '../model/keeper.ts'
import type { SharedStanding } from '../model/readiness.ts'
import { present } from '../model/present.ts'
import type { KeeperForReaders, Announcement, KeeperStanding } from './parties.ts'

/** What readers hear and ask of a keeper. */
export interface ReadersAnswered {
  readonly answers: KeeperForReaders
  standing(): KeeperStanding
  /** Says no more of itself. */
  close(): void
}

/** What answering readers takes. */
export interface ReadersAnsweredParts {
  readonly keeper: Keeper
  readonly noteSearch: KeeperForReaders['searched']
  /** How it stands among the machines that share its catalogue; undefined where none does. */
  shared?(): SharedStanding | undefined
  /** The feeds that count. */
  slugs(): readonly string[]
  /** Says it to all readers. */
  post(news: Announcement): void
}

/** How often what changes all the time is said again. */
const STANDING_EVERY_MS = 500

/** Answers what readers ask of a keeper, and says to them what it would say to a serving side of its own process. */
export function answerReaders({ keeper, noteSearch, shared, slugs, post }: ReadersAnsweredParts): ReadersAnswered {
  function standing(): KeeperStanding {
    return {
      queued: keeper.queued(),
      troubles: keeper.troubles(),
      ...present({ shared: shared?.() }),
      feeds: Object.fromEntries(
        slugs().map((slug) => {
          const [traffic, reading] = [keeper.traffic(slug), keeper.reading(slug)]
          return [slug, present({ traffic, reading, unwrittenFault: keeper.unwrittenFault(slug) })]
        }),
      ),
    }
  }
  let said = JSON.stringify(standing())
  const timer = setInterval(() => {
    const now = standing()
    const text = JSON.stringify(now)
    if (text === said) return
    said = text
    post({ kind: 'STANDING', standing: now })
  }, STANDING_EVERY_MS)
  timer.unref()
  const stopListening = keeper.onGeneration((generation) => post({ kind: 'GENERATION', generation }))
  keeper.onReplaced(() => post({ kind: 'REPLACED' }))
  return {
    standing,
    answers: { ...answerFor(keeper), searched: noteSearch },
    close() {
      clearInterval(timer)
      stopListening()
    },
  }
}

/** What others ask of a keeper, answered by it. */
export function answerFor(keeper: Keeper): Omit<KeeperForReaders, 'searched'> {
  return {
    async details({ refs, wish, calls }) {
      const allowance = { calls }
      const read = await keeper.details.readThrough(refs, wish, allowance)
      return { ...read, callsLeft: allowance.calls }
    },
    async postcodes(postcodes) {
      await keeper.postcodes.ask(postcodes)
      return postcodes.flatMap((postcode) => keeper.postcodes.known(postcode) ?? [])
    },
    damaged: (of) => keeper.noteDamage(of),
  }
}
