import DataLoader from 'dataloader'
import { LRUCache } from 'lru-cache'
import type { PostcodeEntry } from '../model/postcode-entry.ts'
import { FeedError } from '../feeds/errors/feed-error.ts'
import type { PostcodeProvider } from '../feeds/postcode-provider.ts'
import type { Log } from '../model/log.ts'
import type { PostcodeAsker } from '../model/keeper.ts'

const MOST_KEPT = 50_000
const KEPT_MS = 7 * 86_400_000
/** A provider that failed is left alone for this long. */
const REST_MS = 30_000
/** The most one call of the bulk endpoint takes. */
const MOST_AT_ONCE = 100

type Said = { readonly entry?: PostcodeEntry }

/** Creates the asker; `provider` gives the one now configured, if any. */
export function createPostcodeAsker(
  provider: () => PostcodeProvider | undefined,
  { log, monotonicNow }: { readonly log: Log; readonly monotonicNow: () => number },
): PostcodeAsker {
  const said = new LRUCache<string, Said>({ max: MOST_KEPT, ttl: KEPT_MS, perf: { now: monotonicNow } })
  let restUntilMs = 0
  // Nothing is cached here: it only gathers what requests ask for in one turn.
  const gather = new DataLoader<string, void>(
    async (postcodes) => {
      await askProvider([...new Set(postcodes)])
      return postcodes.map(() => undefined)
    },
    { cache: false, maxBatchSize: MOST_AT_ONCE },
  )

  async function askProvider(postcodes: readonly string[]): Promise<void> {
    try {
      const answers = (await provider()?.find(postcodes)) ?? []
      for (const [index, postcode] of postcodes.entries()) {
        const entry = answers[index]
        said.set(postcode, entry === undefined ? {} : { entry: { ...entry, postcode } })
      }
    } catch (error) {
      if (!(error instanceof FeedError)) throw error
      restUntilMs = monotonicNow() + REST_MS
      log.warn(
        { code: error.code, postcodes: postcodes.length },
        'the postcode provider failed; places near by stand in',
      )
    }
  }

  return {
    known: (postcode) => said.get(postcode)?.entry,
    ask(postcodes) {
      if (provider() === undefined || monotonicNow() < restUntilMs) return undefined
      const unasked = postcodes.filter((postcode) => !said.has(postcode))
      if (unasked.length === 0) return undefined
      return gather.loadMany(unasked).then(raiseFaults)
    },
  }
}

function raiseFaults(outcomes: readonly (void | Error)[]): void {
  const fault = outcomes.find((outcome) => outcome instanceof Error)
  if (fault !== undefined) throw fault
}
