import type { StoredQuality } from '../clusters/stored-cluster.ts'
import { readWholeServices } from '../../store/whole-service.ts'
import { openHeldFeeds } from '../feeds/open-held-feeds.ts'
import { textOf } from '../../store/row.ts'
import { refOf } from '../../model/record-uid.ts'
import { getQualities } from './read-quality.ts'

/** A record to mend. */
export interface WorklistEntry {
  readonly originId: string
  readonly name: string
  readonly quality: StoredQuality
}

/** The active services of a feed, worst first. */
export interface Worklist {
  /** Slugs of the feeds that hold services, in order. */
  readonly feeds: readonly string[]
  read(slug: string, first: number): readonly WorklistEntry[]
  close(): void
}

/** Opens the catalogue's file for a worklist; a gateway may be running on it. CatalogueFileError where there is none. */
export function openWorklist(file: string): Worklist {
  const { store, feeds } = openHeldFeeds(file)
  return {
    feeds,
    read(slug, first) {
      const rows = store.all(
        'SELECT s.uid FROM service s JOIN feed f USING (fid) WHERE f.slug = ? AND s.active = 1 ORDER BY s.quality, s.uid LIMIT ?',
        slug,
        first,
      )
      const uids = rows.map((row) => textOf(row, 'uid'))
      const names = new Map(readWholeServices(store, uids).map(({ uid, service }) => [uid, service.name]))
      const qualities = getQualities(store, uids.map(refOf))
      return uids.flatMap((uid, index) => {
        const quality = qualities[index]
        return quality === undefined ? [] : [{ originId: refOf(uid).originId, name: names.get(uid) ?? '', quality }]
      })
    },
    close: () => store.close(),
  }
}
