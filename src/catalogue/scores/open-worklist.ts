import type { StoredQuality } from '../clusters/stored-cluster.ts'
import { readWholeServices } from '../../store/whole-service.ts'
import { openHeldFeeds } from '../feeds/open-held-feeds.ts'
import { maybeTextOf, textOf } from '../../store/row.ts'
import { refOf } from '../../model/record-uid.ts'
import { getQualities } from './read-quality.ts'

/** A record to mend. */
export interface WorklistEntry {
  readonly originId: string
  readonly name: string
  readonly quality: StoredQuality
  /** RFC 3339: when a record of the service, here or of another feed that lists it, last got other contacts; absent in 90 days without. */
  readonly contactChangedAt?: string
}

/** The active services of a feed: those whose contacts changed while other feeds list them too, then the worst first. */
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
        `WITH changed AS (
           SELECT cid, max(at) AS at FROM (
             SELECT s.cid, c.at FROM change c JOIN record r USING (fid, origin_id) JOIN service s USING (sid)
              WHERE c.kind = 'CONTACT_CHANGED' AND c.type = 'service' AND s.solo = 0
             UNION ALL
             SELECT s.cid, c.at FROM change c JOIN organization o USING (fid, origin_id) JOIN service s USING (oid)
              WHERE c.kind = 'CONTACT_CHANGED' AND c.type = 'organization' AND s.solo = 0) GROUP BY cid)
         SELECT s.uid, changed.at FROM service s JOIN feed f USING (fid) LEFT JOIN changed ON changed.cid = s.cid AND s.solo = 0
          WHERE f.slug = ? AND s.active = 1 ORDER BY changed.at IS NULL, changed.at DESC, s.quality, s.uid LIMIT ?`,
        slug,
        first,
      )
      const uids = rows.map((row) => textOf(row, 'uid'))
      const names = new Map(readWholeServices(store, uids).map(({ uid, service }) => [uid, service.name]))
      const qualities = getQualities(store, uids.map(refOf))
      return uids.flatMap((uid, index) => {
        const quality = qualities[index]
        const contactChangedAt = maybeTextOf(rows[index] ?? {}, 'at')
        if (quality === undefined) return []
        const entry = { originId: refOf(uid).originId, name: names.get(uid) ?? '', quality }
        return [contactChangedAt === undefined ? entry : { ...entry, contactChangedAt }]
      })
    },
    close: () => store.close(),
  }
}
