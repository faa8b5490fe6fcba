import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'graphql'
import { EVERY_SERVICE } from '../republish/documents.ts'
import { type JsonObject, objectOf, objectsOf, textOf } from '../republish/json-object.ts'
import { republishFullService } from '../republish/republish-service.ts'
import { objectsAt } from '../server/exports/columns.ts'
import { type Cell, csvHeader, csvLines } from '../model/csv-lines.ts'
import type { ExportSource } from '../server/exports/export-source.ts'
import { runQuery } from '../server/exports/run-query.ts'
import { flattenService, STANDARD_TABLES } from './standard-tables.ts'

/** The folder of a release that has the tables of HSDS. */
export const HSDS_FOLDER = 'hsds'
/** Every service in full, as the republished feed has it, a line each. */
const SERVICES_NDJSON = 'services-in-full.ndjson'

/** Writes every service of any status, each real one once, in the standard's JSON and taken apart into the standard's tables. */
export async function writeStandard(folder: string, source: ExportSource, signal: AbortSignal): Promise<void> {
  mkdirSync(join(folder, HSDS_FOLDER))
  const fileOf = new Map(STANDARD_TABLES.map(({ name, file }) => [name, join(folder, HSDS_FOLDER, file)]))
  for (const { name, columns } of STANDARD_TABLES) writeFileSync(fileOf.get(name) ?? '', csvHeader(columns))
  writeFileSync(join(folder, SERVICES_NDJSON), '')
  const seen = new Set<string>()
  for await (const services of readEveryService(source, signal)) {
    appendFileSync(join(folder, SERVICES_NDJSON), services.map((each) => `${JSON.stringify(each)}\n`).join(''))
    const rows = new Map<string, Cell[][]>()
    const add = (table: string, object: JsonObject): void => {
      const columns = STANDARD_TABLES.find(({ name }) => name === table)?.columns ?? []
      const row = columns.map((column) => cellOf(object[column]))
      rows.set(table, [...(rows.get(table) ?? []), row])
    }
    for (const service of services) flattenService(service, seen, add)
    for (const [table, own] of rows) appendFileSync(fileOf.get(table) ?? '', csvLines(own))
  }
}

async function* readEveryService(source: ExportSource, signal: AbortSignal): AsyncGenerator<readonly JsonObject[]> {
  const document = parse(EVERY_SERVICE)
  for (let after: string | undefined; ;) {
    const answer = await runQuery(source, document, { after: after ?? null }, { signal })
    const page = objectOf(objectsAt(answer, 'page')[0]) ?? {}
    yield objectsOf(page['nodes']).map((node) => republishFullService(node))
    const info = objectOf(page['pageInfo'])
    if (info?.['hasNextPage'] !== true) return
    after = textOf(info['endCursor'])
  }
}

function cellOf(value: unknown): Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
