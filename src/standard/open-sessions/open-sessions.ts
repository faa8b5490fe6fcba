import type { Dialect } from '../dialect.ts'

/** Open Sessions: 3.0 records in an RPDE feed that is followed by `next_url` and reports deletions. */
export const openSessions: Dialect = {
  name: 'Open-Sessions',
  family: '3.x',
  quirks: [],
  isShapeOf: ({ envelope }) =>
    typeof envelope['next_url'] === 'string' || (typeof envelope['next'] === 'string' && 'items' in envelope),
}
