import { writeFileSync } from 'node:fs'
import { parse } from 'graphql'
import { objectsAt, readProperties, selectColumns } from '../server/exports/columns.ts'
import { AREA_COLUMNS, FIGURE_COLUMNS, METHOD_COLUMNS } from '../server/exports/coverage-columns.ts'
import type { ExportSource } from '../server/exports/export-source.ts'
import { runQuery } from '../server/exports/run-query.ts'
import { hasSharedScheme } from './tables.ts'

const COLUMNS = [...AREA_COLUMNS, ...FIGURE_COLUMNS]
const OF_REGION = 'areas: { type: DISTRICT, hasFeed: true }, rows: { level: { level: 1 } }'

/** Writes the districts that feeds cover as GeoJSON (RFC 7946), each with its figures; a boundary that was not imported is null. */
export async function writeAreas(file: string, source: ExportSource, signal: AbortSignal): Promise<void> {
  writeFileSync(file, JSON.stringify(await readAreas(source, signal)))
}

async function readAreas(source: ExportSource, signal: AbortSignal): Promise<object> {
  if (!(await hasSharedScheme({ source, signal }))) return { type: 'FeatureCollection', features: [] }
  const document = parse(`query BulkAreas { coverage(${OF_REGION}) { ${selectColumns(METHOD_COLUMNS)}
    areas { area { code name boundary } ${selectColumns(COLUMNS.filter(([, path]) => !path.startsWith('area.')))} } } }`)
  const [coverage] = objectsAt(await runQuery(source, document, {}, { signal }), 'coverage')
  const features = objectsAt(coverage, 'areas').map((figures) => {
    const [area = {}] = objectsAt(figures, 'area')
    const geometry: unknown = Reflect.get(area, 'boundary') ?? null
    return { type: 'Feature', id: Reflect.get(area, 'code'), geometry, properties: readProperties(COLUMNS, figures) }
  })
  return { type: 'FeatureCollection', ...readProperties(METHOD_COLUMNS, coverage), features }
}
