import { existsSync } from 'node:fs'
import type { UnresolvedName } from '../../geography/rank-unresolved.ts'
import { CatalogueFileError } from '../../store/catalogue-file-error.ts'
import { openForReading } from '../../store/tables.ts'
import { doAll } from '../steps.ts'
import { readUnresolvedAreas, unresolvedNames } from './unresolved-names.ts'

/** The unresolved names of a catalogue's file, beside a gateway that may be running on it. CatalogueFileError where there is none. */
export function openUnresolvedNames(file: string): readonly UnresolvedName[] {
  if (!existsSync(file))
    throw new CatalogueFileError(file, 'does not exist: run the gateway once, or point DATA_DIR at its folder')
  const db = openForReading(file)
  try {
    return unresolvedNames(doAll(readUnresolvedAreas({ all: (sql, ...values) => db.prepare(sql).all(...values) })))
  } finally {
    db.close()
  }
}
