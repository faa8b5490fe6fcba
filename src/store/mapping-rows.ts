import type { MappingRelation, TermMapping } from '../model/term-mapping.ts'
import { maybeTextOf, textOf, type Row } from './row.ts'
import type { WriterStore } from './writer-store.ts'
import { present } from '../model/present.ts'

/** All mappings as they lie in the file, in a steady order. */
export function readMappings(all: (sql: string) => readonly Row[]): readonly TermMapping[] {
  return all('SELECT * FROM term_mapping ORDER BY from_uri, to_uri, relation, source').map((row) => {
    const [reviewer, date] = [maybeTextOf(row, 'reviewer'), maybeTextOf(row, 'date')]
    return {
      from: textOf(row, 'from_uri'),
      to: textOf(row, 'to_uri'),
      relation: relationOf(textOf(row, 'relation')),
      source: textOf(row, 'source'),
      ...present({ reviewer, date }),
      proposed: row['proposed'] === 1,
    }
  })
}

export function insertMapping(store: WriterStore, mapping: TermMapping): void {
  store.run(
    'INSERT INTO term_mapping (from_uri, relation, to_uri, source, reviewer, date, proposed) VALUES (?, ?, ?, ?, ?, ?, ?)',
    mapping.from,
    mapping.relation,
    mapping.to,
    mapping.source,
    mapping.reviewer ?? null,
    mapping.date ?? null,
    Number(mapping.proposed),
  )
}

function relationOf(text: string): MappingRelation {
  if (text === 'EXACT' || text === 'CLOSE' || text === 'BROAD' || text === 'NARROW') return text
  throw new TypeError(`column relation holds ${text}`)
}
