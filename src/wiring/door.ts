// What a server answers from, which may come after the server: until then it says why not.
import type { FileStanding } from '../model/file-standing.ts'
import type { PartStanding } from './file-standing.ts'
import { createSchema } from '../graphql/schema.ts'
import { present } from '../model/present.ts'
import { DEFAULT_SITE } from '../model/site.ts'
import type { ServingSide } from './serving-side.ts'

/** What a server asks of a gateway. */
interface Answering extends Pick<
  ServingSide,
  | 'schema'
  | 'createContext'
  | 'generation'
  | 'standing'
  | 'services'
  | 'readiness'
  | 'standings'
  | 'site'
  | 'traffic'
  | 'queued'
> {
  /** The files as they stand on the disk; undefined before any is opened. */
  files(): FileStanding<PartStanding> | undefined
}

/** Stands before a gateway that is being opened. */
export interface Door extends Answering {
  /** Resolves when there is something to answer from. */
  readonly opened: Promise<void>
  /** Has this answer from now on, with what is to be said of it besides its own word; what is under way ends on what it began with. */
  open(to: Answering, warning?: string): void
  /** Why nothing can be answered yet, in words for an operator. */
  wait(reason: string): void
}

/** A door that is closed: not ready, and no operation may be begun. */
export function createDoor(): Door {
  const { promise: opened, resolve } = Promise.withResolvers<void>()
  let reason = 'The gateway is starting.'
  let behind: Answering | undefined
  let warning: string | undefined
  function behindIt(): Answering {
    if (behind === undefined) throw new Error('there is nothing yet to answer from')
    return behind
  }
  return {
    schema: createSchema(),
    createContext: (request) => behindIt().createContext(request),
    traffic: (slug) => behindIt().traffic(slug),
    standings: () => behind?.standings() ?? [],
    site: () => behind?.site() ?? DEFAULT_SITE,
    queued: () => behind?.queued() ?? 0,
    files() {
      const files = behind?.files()
      return files && { ...files, isWritable: files.isWritable && warning === undefined }
    },
    generation: () => behind?.generation() ?? '',
    standing: () => behind?.standing() ?? '',
    services: () => behind?.services() ?? 0,
    readiness: () =>
      behind === undefined ? { ready: false, reason } : { ...present({ warning }), ...behind.readiness() },
    opened,
    open(to, besides) {
      behind = to
      warning = besides
      resolve()
    },
    wait: (why) => void (reason = why),
  }
}
