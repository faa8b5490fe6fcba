import { pack } from '../../src/store/packed.ts'
import type { WriterStore } from '../../src/store/writer-store.ts'

/** Every so many services, one is the same as the one before it. */
const TWINS_EVERY = 20

/** Adds to invented services what hangs on them: organizations, locations, clusters, schedules, issues, changes and what figures count by; each with one statement. */
export function inventOthers(store: WriterStore): void {
  const body = pack({ id: '1', name: 'Invented' })
  const statements: readonly (readonly [sql: string, ...values: (string | Uint8Array)[]])[] = [
    [
      `INSERT INTO organization (oid, fid, origin_id, uid, body, hash, full, fetched_at, name_sort, identifiers)
       SELECT s.oid, s.fid, s.oid, f.slug || '/' || s.oid, ?, 'h', 1, min(s.modified), min(s.name_sort), '[]'
       FROM service s JOIN feed f USING (fid) GROUP BY s.oid`,
      body,
    ],
    ['INSERT INTO name_text (rowid, name) SELECT -oid, name_sort FROM organization'],
    [
      `INSERT INTO location (lid, fid, origin_id, uid, stated_id, place_hash, body, hash, full, fetched_at, name_sort, type, latitude, longitude, measured, words)
       SELECT p.lid, p.fid, p.lid, f.slug || '/' || p.lid, p.lid, '', ?, 'h', 1, s.modified, s.name_sort, 'physical', p.latitude, p.longitude, 1, s.name_sort
       FROM service_location p JOIN service s USING (sid) JOIN feed f ON f.fid = p.fid`,
      body,
    ],
    ["UPDATE feed SET sync = json_set(sync, '$.lastComplete', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"],
    ['INSERT INTO location_area (aid, lid, rank) SELECT fid, lid, 0 FROM location'],
    [
      "INSERT INTO site (lid, address, premise, postcode) SELECT lid, lid % 500 || ' high street', lid % 500, NULL FROM location",
    ],
    [
      `UPDATE service SET cid = sid - iif(sid % ${TWINS_EVERY}, 0, 1), pref = (sid % ${TWINS_EVERY} = 0), solo = 0
       WHERE sid % ${TWINS_EVERY} IN (0, ${TWINS_EVERY - 1})`,
    ],
    ['INSERT INTO cluster_member (sid, cid, pref) SELECT sid, cid, pref FROM service WHERE solo = 0'],
    [
      `INSERT INTO service_schedule (sid, rules)
       SELECT sid, json_array(json_object('freq', 'WEEKLY', 'weekdays', json_array(json_array(sid % 7, 0)), 'opens', 480 + sid % 997, 'closes', 1500))
       FROM service WHERE days IS NOT NULL`,
    ],
    ['INSERT INTO service_figure (sid, groups) SELECT sid, sid % 512 FROM service'],
    ['INSERT INTO service_content (sid, flags) SELECT sid, sid % 128 FROM service'],
    [
      `INSERT INTO term_feed (tid, fid)
       SELECT DISTINCT t.tid, s.fid FROM service s JOIN service_term t USING (sid) WHERE t.direct = 1 AND s.active = 1`,
    ],
    [
      `INSERT INTO issue (fid, sid, code, severity, path, message)
       SELECT fid, sid, iif(sid % 3, 'UNREADABLE_VALUE', 'UNKNOWN_VALUE'), 'WARNING', 'url', 'Invented.' FROM service WHERE sid % 2`,
    ],
    [
      `INSERT INTO unresolved_area (sid, position, name, resolution, candidates)
       SELECT sid, 0, 'Area ' || sid % 3000, 'UNRESOLVED', '' FROM service WHERE sid % 10 = 0`,
    ],
    [
      `INSERT INTO change (at, fid, kind, type, origin_id, name)
       SELECT '2026-11-' || substr('0' || (1 + sid % 20), -2) || 'T10:00:00.000Z', fid, iif(sid % 7, 'ADDED', 'UPDATED'), 'service', sid, name_sort FROM service`,
    ],
  ]
  for (const [sql, ...values] of statements) {
    store.transaction(() => {
      store.run(sql, ...values)
      return { visible: true }
    })
  }
}
