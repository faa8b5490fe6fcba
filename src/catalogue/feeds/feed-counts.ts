import type { FeedsReader } from '../catalogue-reader.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf } from '../../store/row.ts'

/** How many records of each kind are held of a feed, and how many were set aside. */
export function countFeed(store: ReaderStore, fid: number): ReturnType<FeedsReader['feedCounts']> {
  return store.remember(`counts ${fid}`, () => {
    const row =
      store.get(
        `SELECT (SELECT count(*) FROM service WHERE fid = ?1) AS services, (SELECT count(*) FROM organization WHERE fid = ?1) AS organizations,
         (SELECT count(*) FROM location WHERE fid = ?1) AS locations, (SELECT count(*) FROM term_feed WHERE fid = ?1) AS taxonomyTerms,
         (SELECT count(*) FROM sweep_issue WHERE fid = ?1 AND aside = 1) AS quarantined`,
        fid,
      ) ?? {}
    const count = (column: string): number => numberOf(row, column)
    return {
      services: count('services'),
      organizations: count('organizations'),
      locations: count('locations'),
      taxonomyTerms: count('taxonomyTerms'),
      quarantined: count('quarantined'),
    }
  })
}
