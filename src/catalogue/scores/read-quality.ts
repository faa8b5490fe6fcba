import { bandOf, type Quality, type QualityBandCounts, BAND_FROM } from '../../model/quality.ts'
import { uidOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { unpack } from '../../store/packed.ts'
import { bytesOf, numberOf, textOf, type Row } from '../../store/row.ts'
import type { RecordRef } from '../../model/record.ts'

/** A record's quality with what lowers it, as of the day it was last scored. In the order asked; undefined where not held. */
export function getQualities(store: ReaderStore, refs: readonly RecordRef[]): readonly (Quality | undefined)[] {
  const uids = refs.map(uidOf)
  const rows = store.all(
    'SELECT s.uid, s.quality, c.* FROM service s JOIN service_score c USING (sid) WHERE s.uid IN (SELECT value FROM json_each(?))',
    JSON.stringify(uids),
  )
  const qualityOf = new Map(rows.map((row) => [textOf(row, 'uid'), readQuality(row)]))
  return uids.map((uid) => qualityOf.get(uid))
}

function readQuality(row: Row): Quality {
  const score = numberOf(row, 'quality')
  return {
    score,
    band: bandOf(score),
    richness: numberOf(row, 'richness'),
    richnessOruk: numberOf(row, 'richness_oruk'),
    freshness: numberOf(row, 'freshness'),
    findability: numberOf(row, 'findability'),
    validity: numberOf(row, 'validity'),
    version: textOf(row, 'version'),
    issues: unpack<Quality['issues']>(bytesOf(row, 'issues')),
  }
}

/** Active services of a feed by the band of their score; undefined where it has none. */
export function countQualityBands(store: ReaderStore, fid: number): QualityBandCounts | undefined {
  const { A, B, C } = BAND_FROM
  const row =
    store.get(
      `SELECT count(*) AS n, coalesce(sum(quality >= ${A}), 0) AS a, coalesce(sum(quality >= ${B} AND quality < ${A}), 0) AS b,
         coalesce(sum(quality >= ${C} AND quality < ${B}), 0) AS c, coalesce(sum(quality < ${C}), 0) AS d
       FROM service WHERE fid = ? AND active = 1`,
      fid,
    ) ?? {}
  if (numberOf(row, 'n') === 0) return undefined
  return { a: numberOf(row, 'a'), b: numberOf(row, 'b'), c: numberOf(row, 'c'), d: numberOf(row, 'd') }
}
