import { dirname, join } from 'node:path'
import { parseDecisions } from '../../merge/decisions.ts'
import type { Log } from '../../model/log.ts'
import { readBoundedFile } from '../../model/read-bounded-file.ts'

/** A decision takes some 200. */
const MOST_BYTES = 100_000_000

/** Path of the decisions file of a catalogue: `decisions.ndjson` beside it. */
export function decisionsFileOf(catalogueFile: string): string {
  return join(dirname(catalogueFile), 'decisions.ndjson')
}

/** Reads the decisions file each time again; empty where there is none. Lines that can't be read are logged once. */
export function createDecisionsReader(file: string, log: Log): () => Promise<string> {
  let last = ''
  return async () => {
    const text = readDecisions(file)
    if (text !== last) {
      for (const { line, message } of parseDecisions(text).problems)
        log.warn({ file, line }, `This decision is left out: it ${message}.`)
    }
    last = text
    return text
  }
}

function readDecisions(file: string): string {
  try {
    return readBoundedFile(file, MOST_BYTES)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return ''
    throw new Error(`the decisions file ${file} can't be read`, { cause })
  }
}
