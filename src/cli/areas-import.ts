import { join, resolve } from 'node:path'

import { type ImportedFile, importAreas } from '../intake/places/import-areas.ts'
import type { ImportKind } from '../intake/places/recognise-import.ts'
import { readSettings } from '../config/settings.ts'

/** At most so many notes of one file are printed: a wrong file may have one a row. */
const MOST_NOTES = 10

/** Imports files of areas, boundaries and postcodes into DATA_DIR and says what was taken and what was left, as text or JSON. */
export async function importAreasFiles(
  files: readonly string[],
  { json = false }: { readonly json?: boolean } = {},
): Promise<void> {
  const { dataDir } = readSettings()
  const paths = files.map((file) => resolve(file))
  const imported = await importAreas(paths, join(dataDir, 'geography.sqlite'), new Date().toISOString())
  if (imported.some((file) => 'refusal' in file)) process.exitCode = 1
  if (json) return console.log(JSON.stringify(imported, undefined, 2))
  for (const line of imported.flatMap(describeImport)) console.log(line)
  if (imported.every((file) => 'refusal' in file)) return
  console.log(
    'A gateway that starts on this folder uses them at once; one that runs takes up within seconds what they change, and places its records again where areas, boundaries or postcodes are others than before.',
  )
}

const TAKEN: Readonly<Record<ImportKind, string>> = {
  AREAS: 'areas',
  NAMES: 'areas',
  BOUNDARIES: 'boundaries',
  POSTCODES: 'postcodes',
  SMALL_AREAS: 'small areas',
  REGISTER: 'areas',
  ALIASES: 'other names',
  SUCCESSIONS: 'successions',
  POPULATIONS: 'populations',
}

/** What became of one file, in lines. */
export function describeImport(imported: ImportedFile): readonly string[] {
  if ('refusal' in imported) return [`${imported.file}: refused. ${imported.refusal}`]
  const { file, kind, taken, leftOut, columns, notes } = imported
  const rest = notes.length - MOST_NOTES
  return [
    `${file}: ${taken} ${TAKEN[kind]} taken${leftOut > 0 ? `, ${leftOut} left out` : ''}.`,
    `  Columns taken: ${columns.taken.join(', ')}.`,
    ...(columns.ignored.length > 0 ? [`  Columns ignored: ${columns.ignored.join(', ')}.`] : []),
    ...notes.slice(0, MOST_NOTES).map((note) => `  ${note}`),
    ...(rest > 0 ? [`  and ${rest} notes more.`] : []),
  ]
}
