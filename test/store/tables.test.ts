import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openForWriting } from '../../src/store/tables.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

it('gives every table a primary key, for what has none is lost when changes are carried to another file', () => {
  const { db } = openForWriting(join(temporaryFolder(), 'catalogue.sqlite'))
  const rows = db
    .prepare(
      `SELECT t.schema, t.name, (SELECT count(*) FROM pragma_table_info(t.name, t.schema) WHERE pk > 0) AS keys
       FROM pragma_table_list t WHERE t.type IN ('table', 'shadow') AND t.name NOT LIKE 'sqlite_%'`,
    )
    .all()
  db.close()
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.filter(({ keys }) => keys === 0)).toEqual([])
})
