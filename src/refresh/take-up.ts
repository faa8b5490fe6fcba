// What the keeper was last given (feeds, the way to them, terms), and how that is taken up.
import type { PostcodeProvider } from '../feeds/postcode-provider.ts'
import type { HistoryLoop } from './history-loop.ts'
import type { GivenFeeds, LiveFeeds } from './live-feeds.ts'
import type { Remaking } from './remaking.ts'
import type { Settling } from './settling.ts'

/** What is steered when something is taken up. */
interface TakeUpParts {
  readonly isScheduled: boolean
  readonly remaking: Remaking
  readonly feeds: LiveFeeds
  readonly settling: Settling
  readonly history: HistoryLoop
}

/** Takes up the feeds, the way to them and the terms that are given, and the same again after a mending. */
export interface TakeUp {
  take(given: GivenFeeds): Promise<void>
  /** Nothing where nothing was given yet, or after the end. */
  again(): Promise<void>
  postcodeProvider(): PostcodeProvider | undefined
  end(): void
}

/** Nothing is given before `take`. */
export function createTakeUp({ isScheduled, remaking, feeds, settling, history }: TakeUpParts): TakeUp {
  let given: GivenFeeds | undefined
  let isEnded = false
  /** Where terms are read otherwise all is made again in a copy, and what answers stands until that is complete. */
  async function takeUp(next: GivenFeeds): Promise<void> {
    await remaking.begin(next.taxonomies)
    await feeds.takeUp(next)
    if (isScheduled) {
      settling.start()
      history.start()
    }
    void settling.settle()
  }
  return {
    async take(next) {
      given = next
      await takeUp(next)
    },
    async again() {
      if (given !== undefined && !isEnded) await takeUp(given)
    },
    postcodeProvider: () => given?.network.postcodeProvider,
    end: () => void (isEnded = true),
  }
}
