import { inspect } from 'node:util'

/** Faults whose message already says what is wrong and what to do. */
const KNOWN_FAULTS: ReadonlySet<string> = new Set([
  'ConfigError',
  'StartError',
  'CatalogueFileError',
  'DamagedDataError',
  'UnreadableImport',
  'SchemaDriftError',
])

/** What a person reads: the sentence of a known fault, else everything, as it is a bug. */
export function explainFault(error: unknown): string {
  if (error instanceof Error && KNOWN_FAULTS.has(error.name)) return error.message
  return `oruk-gateway met a fault of its own:\n${inspect(error)}`
}
