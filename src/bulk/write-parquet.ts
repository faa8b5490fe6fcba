import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { Table, TableColumn, TableRow, TableValue } from './table.ts'

/** A file that takes rows as they come. */
export interface RowWriter {
  add(row: TableRow): void | Promise<void>
  /** Ends the file; nothing is whole before. */
  finish(): void | Promise<void>
}

/** Rows of a group: enough that columns pack well, few enough to hold. */
const GROUP_ROWS = 20_000
const TYPES = {
  string: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'STRING',
  datetime: 'TIMESTAMP',
  list: 'JSON',
} as const
const GEOMETRY = 'geometry'

/** Writes a table as Parquet; with a point as GeoParquet 1.1, whose column `geometry` is the point in WKB. */
export function createParquetWriter(file: string, { columns, point }: Table): RowWriter {
  const at = point?.map((name) => columns.findIndex((column) => column.name === name)) ?? []
  let group: TableRow[] = []
  const schema = schemaFromColumnData({ columnData: columnsOf(columns, [], at) })
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema,
    kvMetadata: point === undefined ? [] : [{ key: 'geo', value: JSON.stringify(GEO) }],
  })
  async function flush(): Promise<void> {
    if (group.length > 0) await writer.write({ columnData: columnsOf(columns, group, at), rowGroupSize: GROUP_ROWS })
    group = []
  }
  return {
    add(row) {
      group.push(row)
      return group.length >= GROUP_ROWS ? flush() : undefined
    },
    async finish() {
      await flush()
      await writer.finish()
    },
  }
}

const GEO = {
  version: '1.1.0',
  primary_column: GEOMETRY,
  columns: { [GEOMETRY]: { encoding: 'WKB', geometry_types: ['Point'] } },
}

function columnsOf(columns: readonly TableColumn[], rows: readonly TableRow[], point: readonly number[]) {
  const [latitude, longitude] = point
  const own = columns.map(({ name, kind }, at) => ({
    name,
    type: TYPES[kind],
    data: rows.map((row) => valueOf(kind, row[at] ?? null)),
  }))
  if (latitude === undefined || longitude === undefined) return own
  const data = rows.map((row) => pointOf(row[latitude], row[longitude]))
  return [...own, { name: GEOMETRY, type: 'BYTE_ARRAY' as const, data }]
}

function valueOf(kind: TableColumn['kind'], value: TableValue): unknown {
  if (value === null) return undefined
  return kind === 'datetime' && typeof value === 'string' ? new Date(value) : value
}

/** A point as well-known binary: little end first, longitude before latitude. */
function pointOf(latitude: unknown, longitude: unknown): Uint8Array | undefined {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined
  const bytes = new DataView(new ArrayBuffer(21))
  bytes.setUint8(0, 1)
  bytes.setUint32(1, 1, true)
  bytes.setFloat64(5, longitude, true)
  bytes.setFloat64(13, latitude, true)
  return new Uint8Array(bytes.buffer)
}
