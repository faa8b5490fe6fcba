import { expect, it } from 'vitest'
import { countAreas } from '../../../src/catalogue/areas/count-areas.ts'
import { createAreaRows } from '../../../src/catalogue/areas/area-rows.ts'
import type { CountedBy } from '../../../src/catalogue/search/count-hits.ts'
import { holdGeography } from '../../../src/geography/geography.ts'
import { geographyFileOf, openGeographyRows } from '../../../src/store/geography-file.ts'
import { createReaderStore } from '../../../src/store/reader-store.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { join } from 'node:path'
import { temporaryFolder } from '../../gateway/start-gateway.ts'

it('goes from the hits to their areas, for hits are counted in parts and each must cost what it holds alone', () => {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const { db } = openForWriting(file)
  const { gazetteer } = holdGeography(() => openGeographyRows(geographyFileOf(file))).current()
  const rows = createAreaRows(createReaderStore(file), () => gazetteer)
  const plan: string[] = []
  const explain = ({ from, key }: CountedBy) => {
    const sql = `WITH hit AS MATERIALIZED (SELECT sid FROM service) SELECT ${key} AS key, count(DISTINCT hit.sid) FROM ${from} GROUP BY 1`
    plan.push(
      ...db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => String(detail)),
    )
    return []
  }
  countAreas({ by: 'areas', type: 'DISTRICT', basis: 'AVAILABLE', first: 20 }, rows, gazetteer, explain)
  const steps = plan.filter((step) => /^(?:SCAN|SEARCH) (?:hit|a)\b/.test(step))
  expect(steps).toEqual([
    'SCAN hit',
    expect.stringMatching(/^SEARCH a USING COVERING INDEX service_area_service \(sid=\?/),
  ])
})
