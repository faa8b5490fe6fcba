import { createPlainDatabase, type PlainDatabase } from '../store/plain-database.ts'
import type { RowWriter } from './write-parquet.ts'
import type { ColumnKind, Table, TableRow, TableValue } from './table.ts'

const TYPES: Readonly<Record<ColumnKind, 'TEXT' | 'INTEGER' | 'REAL'>> = {
  string: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  datetime: 'TEXT',
  list: 'TEXT',
}

/** Lists of the tables taken apart, a row for each member. */
const VIEWS = `
CREATE VIEW service_terms AS SELECT s.id, s.name, t.value AS "taxonomyTermUri" FROM services s, json_each(s."taxonomyTermUris") t;
CREATE VIEW service_areas AS SELECT s.id, s.name, a.value AS "areaCode" FROM services s, json_each(s."areaCodes") a;
CREATE VIEW service_languages AS SELECT s.id, s.name, l.value AS language FROM services s, json_each(s.languages) l;
CREATE VIEW record_clusters AS SELECT cluster, count(*) AS records, count(DISTINCT feed) AS feeds, min(name) AS name FROM records
  GROUP BY cluster HAVING count(*) > 1;
CREATE INDEX services_id ON services (id);
CREATE INDEX places_service ON places ("serviceId");
CREATE INDEX records_cluster ON records (cluster);
CREATE INDEX coverage_area ON coverage ("areaCode", "termUri");
`

/** The file of all tables: each as it stands, \`columns\` with what every column means, and views. Lists are JSON, instants and days texts. */
export interface SqliteFile {
  begin(table: Table): RowWriter
  finish(): void
}

/** Begins the file, which must not exist. */
export function createSqliteFile(file: string): SqliteFile {
  const database = createPlainDatabase(file)
  const describe = database.create({
    name: 'columns',
    columns: ['table', 'column', 'kind', 'description'].map((name) => ({ name, type: 'TEXT' })),
  })
  return {
    begin(table) {
      for (const { name, kind, description } of table.columns) describe([table.name, name, kind, description])
      return createTable(database, table)
    },
    finish() {
      database.run(VIEWS)
      database.close()
    },
  }
}

function createTable(database: PlainDatabase, { name, columns }: Table): RowWriter {
  const insert = database.create({
    name,
    columns: columns.map((column) => ({ name: column.name, type: TYPES[column.kind] })),
  })
  return { add: (row: TableRow) => insert(row.map(cellOf)), finish() {} }
}

function cellOf(value: TableValue): string | number | null {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value
  return JSON.stringify(value)
}
