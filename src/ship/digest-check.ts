import type { Log } from '../model/log.ts'
import type { TableDigests } from '../store/digest-tables.ts'
import type { ShipMark } from '../store/ship-mark.ts'
import { startDigest } from '../store/start-ship-thread.ts'
import { maybeTextOf, type Postgres } from './postgres.ts'

/** Digests of all tables, made and compared beside what else is done. */
export interface DigestCheck {
  /** Holds the state of the file as it is when this resolves; what it comes to is published. */
  publish(): Promise<void>
  /** The same, compared with what was published of that state; `onCompared` hears the names of tables that differ. */
  compare(onCompared: (mark: ShipMark, differing: readonly string[]) => void): Promise<void>
}

const PUBLISHED_WITHIN = 600
const LOOK_MS = 1_000

/** Creates the digests of one file. */
export function createDigestCheck(file: string, postgres: Postgres, log: Log): DigestCheck {
  async function published({ lineage, position }: ShipMark): Promise<TableDigests | undefined> {
    for (let look = 0; look < PUBLISHED_WITHIN; look += 1) {
      const [row] = await postgres.rows('SELECT digests FROM ship_digest WHERE lineage = $1 AND position = $2', [
        ...[lineage, position],
      ])
      const text = maybeTextOf(row, 'digests')
      if (text !== undefined) return JSON.parse(text)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS).unref())
    }
    return undefined
  }
  /** A digest that came to nothing says nothing; the next one does. */
  function unheard(work: Promise<void>): void {
    work.catch((err: unknown) => log.warn({ err }, 'A digest of the tables could not be made or compared.'))
  }
  return {
    async publish() {
      const { mark, digests } = await startDigest(file)
      if (mark === undefined) return
      const put = 'INSERT INTO ship_digest VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'
      unheard(
        digests().then(async (each) => {
          await postgres.rows(put, [mark.lineage, mark.position, JSON.stringify(each)])
        }),
      )
    },
    async compare(onCompared) {
      const { mark, digests } = await startDigest(file)
      if (mark === undefined) return
      unheard(
        digests().then(async (ours) => {
          const theirs = await published(mark)
          if (theirs === undefined) return
          const names = new Set([...Object.keys(ours), ...Object.keys(theirs)])
          onCompared(
            mark,
            [...names].filter((name) => ours[name] !== theirs[name]),
          )
        }),
      )
    },
  }
}
