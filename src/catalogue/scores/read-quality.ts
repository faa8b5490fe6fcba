import { readWholeServices } from '../../store/whole-service.ts'
import { bandOf, type Quality, type QualityBandCounts, BAND_FROM } from '../../model/quality.ts'
import { uidOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { RecordRef } from '../../model/record.ts'
import { scoreServices } from '../../intake/scores/write-score.ts'

/** A record's quality as it is filtered and ordered by, with what lowers it as of `at` (RFC 3339). In the order asked; undefined where not held. */
export function getQualities(
  store: ReaderStore,
  refs: readonly RecordRef[],
  at: string,
): readonly (Quality | undefined)[] {
  const uids = refs.map(uidOf)
  const scores = store.all(
    'SELECT s.uid, s.quality, c.* FROM service s JOIN service_score c USING (sid) WHERE s.uid IN (SELECT value FROM json_each(?))',
    JSON.stringify(uids),
  )
  const scoreOf = new Map(scores.map((row) => [textOf(row, 'uid'), row]))
  const qualityOf = new Map<string, Quality>()
  const services = readWholeServices(store, uids)
  const explained = scoreServices(store, services, at)
  for (const [index, { uid }] of services.entries()) {
    const [row, quality] = [scoreOf.get(uid), explained[index]]
    if (row === undefined || quality === undefined) continue
    const score = numberOf(row, 'quality')
    qualityOf.set(uid, {
      ...quality,
      score,
      band: bandOf(score),
      richness: numberOf(row, 'richness'),
      freshness: numberOf(row, 'freshness'),
      findability: numberOf(row, 'findability'),
      validity: numberOf(row, 'validity'),
    })
  }
  return uids.map((uid) => qualityOf.get(uid))
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
