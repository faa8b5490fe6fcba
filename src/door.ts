// What a server answers from, which may come after the server: until then it says why not.
import { createSchema } from './graphql/schema.ts'
import type { ServingSide } from './serving-side.ts'

/** What a server asks of a gateway. */
type Answering = Pick<
  ServingSide,
  | 'schema'
  | 'createContext'
  | 'generation'
  | 'services'
  | 'readiness'
  | 'standings'
  | 'traffic'
  | 'queued'
  | 'fileBytes'
>

/** Stands before a gateway that is being opened. */
export interface Door extends Answering {
  /** Resolves when there is something to answer from. */
  readonly opened: Promise<void>
  /** Has this answer from now on; what is under way ends on what it began with. */
  open(to: Answering): void
  /** Why nothing can be answered yet, in words for an operator. */
  wait(reason: string): void
}

/** A door that is closed: not ready, and no operation may be begun. */
export function createDoor(): Door {
  const { promise: opened, resolve } = Promise.withResolvers<void>()
  let reason = 'The gateway is starting.'
  let behind: Answering | undefined
  function behindIt(): Answering {
    if (behind === undefined) throw new Error('there is nothing yet to answer from')
    return behind
  }
  return {
    schema: createSchema(),
    createContext: (request) => behindIt().createContext(request),
    traffic: (slug) => behindIt().traffic(slug),
    standings: () => behind?.standings() ?? [],
    queued: () => behind?.queued() ?? 0,
    fileBytes: () => behind?.fileBytes() ?? { file: 0, log: 0 },
    generation: () => behind?.generation() ?? '',
    services: () => behind?.services() ?? 0,
    readiness: () => behind?.readiness() ?? { ready: false, reason },
    opened,
    open(to) {
      behind = to
      resolve()
    },
    wait: (why) => void (reason = why),
  }
}
