import { maybeNumberOf, maybeTextOf, numberOf, type Row } from '../../store/row.ts'
import { eachHits } from '../search/each-hits.ts'
import { aboutAll } from '../search/choose-set.ts'
import { eachRange, inSteps, type Steps } from '../steps.ts'
import { questionOf } from '../search/question.ts'
import { BASIS_BITS } from '../../geography/area-bits.ts'
import { areaPairs, type FiguresContext } from './figures-context.ts'
import type { AreaGroup, FiguresQuestion, SitePoint } from './figures-reader.ts'
import type { SiteFacts } from './record-facts.ts'
import { present } from '../../model/present.ts'

/** Sites that lie in each group of areas, of records that pass and count for it, each site once per record, by record and location. */
export function readSites(
  context: FiguresContext,
  question: FiguresQuestion,
  areas: readonly AreaGroup[],
): readonly (readonly SiteFacts[])[] {
  const { store } = context
  const { where, key } = questionOf(store, context.search, question.filter, question.unknowns)
  const own = JSON.stringify(
    areas.flatMap((codes, group) =>
      codes.flatMap((code) => context.areas.aidOf(code) ?? []).map((aid) => [group, aid]),
    ),
  )
  const pairs = JSON.stringify(areaPairs(context, areas))
  // Only as whole numbers are the areas of a group found by an index, rather than gone through for each site.
  const sql = `WITH g AS MATERIALIZED (SELECT value ->> 0 AS area, value ->> 1 AS aid FROM json_each(?)),
       o AS MATERIALIZED (SELECT CAST(value ->> 0 AS INTEGER) AS area, CAST(value ->> 1 AS INTEGER) AS aid FROM json_each(?)),
       hit AS MATERIALIZED (SELECT DISTINCT g.area, s.sid FROM g CROSS JOIN service_area a ON a.aid = g.aid AND a.sid BETWEEN ? AND ? CROSS JOIN service s ON s.sid = a.sid
         WHERE (a.bases & ${BASIS_BITS[question.basis]}) <> 0 AND ${where.on('s')})
     SELECT DISTINCT hit.area, hit.sid, l.lid, iif(l.measured, l.latitude, NULL) AS latitude, iif(l.measured, l.longitude, NULL) AS longitude, x.postcode, x.uprn, x.address, x.premise
     FROM hit CROSS JOIN service_location p ON p.sid = hit.sid CROSS JOIN location l ON l.lid = p.lid
       CROSS JOIN location_area y ON y.lid = l.lid CROSS JOIN o ON o.aid = y.aid AND o.area = hit.area LEFT JOIN site x ON x.lid = l.lid`
  return inSteps(
    store,
    `sites ${question.basis} ${own} ${pairs}\n${key}`,
    function* (): Steps<readonly (readonly SiteFacts[])[]> {
      const sites = areas.map((): SiteFacts[] => [])
      yield* eachRange(aboutAll(store), (from, to) => {
        for (const row of store.all(sql, pairs, own, from, to, ...where.values))
          sites[numberOf(row, 'area')]?.push(readSite(row))
      })
      // How long a range is follows from how fast the last one was: without this the order would, too.
      for (const own of sites) own.sort((a, b) => a.record - b.record || a.location - b.location)
      return sites
    },
    (sites) => sites.reduce((sum, { length }) => sum + length * 200, 0),
  )
}

function readSite(row: Row): SiteFacts {
  const stated = {
    uprn: maybeTextOf(row, 'uprn'),
    address: maybeTextOf(row, 'address'),
    postcode: maybeTextOf(row, 'postcode'),
    premise: maybeTextOf(row, 'premise'),
  }
  const point = { latitude: maybeNumberOf(row, 'latitude'), longitude: maybeNumberOf(row, 'longitude') }
  const { uprn, address, postcode, premise } = stated
  const { latitude, longitude } = point
  return {
    record: numberOf(row, 'sid'),
    location: numberOf(row, 'lid'),
    ...present({ uprn, address, postcode, premise, latitude, longitude }),
  }
}

/** Points, as published, of all sites of the records that pass, wherever they lie, each once a cluster, with its first record, by record. */
export function readPoints(context: FiguresContext, question: FiguresQuestion): readonly SitePoint[] {
  const { store } = context
  const { where, key } = questionOf(store, context.search, question.filter, question.unknowns)
  return inSteps(
    store,
    `points\n${key}`,
    function* (): Steps<readonly SitePoint[]> {
      const points = new Map<string, SitePoint>()
      yield* eachHits(store, where, { needsRows: true }, ({ from, where: rest }) => {
        const rows = store.all(
          `SELECT s.cid AS cluster, s.sid AS record, p.latitude, p.longitude FROM ${from.sql}
             CROSS JOIN service_location p ON p.sid = s.sid WHERE p.latitude IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM postcode_point q WHERE q.lid = p.lid) AND ${rest.sql}`,
          ...from.values,
          ...rest.values,
        )
        for (const row of rows) {
          const point = readPoint(row)
          const key = `${point.cluster} ${point.latitude} ${point.longitude}`
          if (point.record < (points.get(key)?.record ?? Infinity)) points.set(key, point)
        }
      })
      return [...points.values()].toSorted((a, b) => a.record - b.record)
    },
    (points) => points.length * 100,
  )
}

function readPoint(row: Row): SitePoint {
  return {
    latitude: numberOf(row, 'latitude'),
    longitude: numberOf(row, 'longitude'),
    cluster: numberOf(row, 'cluster'),
    record: numberOf(row, 'record'),
  }
}

/** Records with placed sites of which none lies in the areas of their own feed. */
export function recordsOutside(context: FiguresContext): ReadonlySet<number> {
  const { store } = context
  const own = store.all('SELECT fid FROM feed').flatMap((row) => {
    const fid = numberOf(row, 'fid')
    return context
      .feedAreas(fid)
      .flatMap((code) => context.areas.aidOf(code) ?? [])
      .map((aid) => [fid, aid])
  })
  const pairs = JSON.stringify(own)
  return inSteps(
    store,
    `outside ${pairs}`,
    function* (): Steps<ReadonlySet<number>> {
      const outside = new Set<number>()
      yield* eachRange(aboutAll(store), (from, to) => {
        const rows = store.all(
          `WITH own AS MATERIALIZED (SELECT value ->> 0 AS fid, value ->> 1 AS aid FROM json_each(?))
           SELECT s.sid FROM service s WHERE s.sid BETWEEN ? AND ? AND s.fid IN (SELECT fid FROM own)
             AND EXISTS (SELECT 1 FROM service_area a WHERE a.sid = s.sid AND a.aid > 0 AND (a.bases & ${BASIS_BITS.LOCATED}) <> 0)
             AND NOT EXISTS (SELECT 1 FROM own o CROSS JOIN service_area a ON a.aid = o.aid AND a.sid = s.sid
               WHERE o.fid = s.fid AND (a.bases & ${BASIS_BITS.LOCATED}) <> 0)`,
          pairs,
          from,
          to,
        )
        for (const row of rows) outside.add(numberOf(row, 'sid'))
      })
      return outside
    },
    (records) => records.size * 30,
  )
}
