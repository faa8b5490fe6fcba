import { InputError } from '../../model/input-error.ts'
import { rowSql } from '../../facts/row-sql.ts'
import { placeholders, type Condition } from './condition.ts'
import type { SearchContext } from './search-context.ts'

/** Services that themselves carry a term of any of the taxonomies. InputError UNKNOWN_TERM where one is not known. */
export function compileTaxonomies(
  context: SearchContext,
  names: readonly string[],
  path: readonly (string | number)[],
): Condition {
  const keys = names.map((name, index) => {
    const key = context.taxonomyKey(name)
    if (key !== undefined) return key
    throw new InputError(
      'UNKNOWN_TERM',
      `No feed and no scheme here has the taxonomy “${name}”. They are listed by taxonomies.`,
      [...path, index],
    )
  })
  const sql = `SELECT DISTINCT y.sid AS sid FROM scheme x JOIN term z USING (xid) JOIN service_term y USING (tid)
    WHERE x.key IN (${placeholders(keys.length)}) AND y.direct = 1`
  return {
    ...rowSql(
      ['sid'],
      (s) => `EXISTS (SELECT 1 FROM service_term y JOIN term z USING (tid) JOIN scheme x USING (xid)
        WHERE y.sid = ${s('sid')} AND y.direct = 1 AND x.key IN (${placeholders(keys.length)}))`,
      keys,
    ),
    set: { sql, values: keys, isExact: true },
  }
}
