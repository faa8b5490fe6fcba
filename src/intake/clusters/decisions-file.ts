import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseDecisions } from '../../merge/decisions.ts'
import type { Log } from '../../model/log.ts'

/** Path of the decisions file of a catalogue: `decisions.ndjson` beside it. */
export function decisionsFileOf(catalogueFile: string): string {
  return join(dirname(catalogueFile), 'decisions.ndjson')
}

/** Reads the decisions file anew each time; empty where there is none. Lines that can't be read are told to the log once. */
export function createDecisionsReader(file: string, log: Log): () => Promise<string> {
  let last = ''
  return async () => {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw new Error(`the decisions file ${file} can't be read`, { cause: error })
    })
    if (text !== last) {
      for (const { line, message } of parseDecisions(text).problems)
        log.warn({ file, line }, `This decision is left out: it ${message}.`)
    }
    last = text
    return text
  }
}
