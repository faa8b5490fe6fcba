import { GraphQLError } from 'graphql'

import { ConfigError } from '../config/config-error.ts'
import { beginExport } from '../server/exports/begin-export.ts'
import type { ExportSource } from '../server/exports/export-source.ts'
import { EXPORTS } from '../server/exports/exports.ts'
import { nameSources, writeExport } from './export-writing.ts'
import { openHeld } from './open-held.ts'

/** What a person asked for: where to write, and the export's parameters by their names. */
export interface ExportOptions extends Readonly<Record<string, string | undefined>> {
  /** Path to write to, or "-" for standard output; the export's own name, in this folder, where not given. */
  readonly output?: string
  /** The copy that it is written from; DATA_DIR as it is now where not given. */
  readonly frozen?: string
}

/**
 * Writes an export of what DATA_DIR holds, and beside a CSV the feeds behind it as `….sources.csv`. A file appears whole or
 * not at all. No feed is asked, and a gateway may be running on the folder. A `ConfigError` where what is asked for can't be.
 */
export async function exportFile(name: string, { output = name, frozen, ...parameters }: ExportOptions): Promise<void> {
  const file = EXPORTS.get(name)
  if (file === undefined) throw notThere(name)
  const held = await openHeld(frozen)
  const { source } = held
  const stated = new Map<string, string>()
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined) stated.set(key, value)
  try {
    await writeOne(source, name, stated, output)
    const filter = stated.get('filter')
    if (file.hasSources || output === '-') return
    await writeOne(
      source,
      'sources.csv',
      new Map(filter === undefined ? [] : [['filter', filter]]),
      nameSources(output),
    )
  } finally {
    held.close()
  }
}

async function writeOne(
  source: ExportSource,
  name: string,
  stated: ReadonlyMap<string, string>,
  output: string,
): Promise<void> {
  const file = EXPORTS.get(name)
  if (file === undefined) throw notThere(name)
  try {
    const parts = await beginExport(file, source, { stated, signal: new AbortController().signal })
    try {
      await writeExport(parts, output)
    } finally {
      // The catalogue is closed next, and nothing may be reading it then.
      await parts.return(undefined)
    }
  } catch (error) {
    if (!(error instanceof GraphQLError) || error.extensions['code'] === 'INTERNAL_SERVER_ERROR') throw error
    throw new ConfigError('The arguments', [{ path: '', problem: error.message.replace(/\.$/, '') }], { cause: error })
  }
}

function notThere(name: string): ConfigError {
  const problem = `is no export; there are ${[...EXPORTS.keys()].join(', ')}`
  return new ConfigError('The arguments', [{ path: name, problem }])
}
