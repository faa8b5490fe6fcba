import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Operation, readFolder } from '../../../src/graphql/operations/read-operations.ts'
import { temporaryFolder } from '../../gateway/start-gateway.ts'

/** An operation as of a file: its variables and what it selects. */
export function readOperation(selection: string): Operation {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'tried.graphql'), `"What."\nquery Tried${selection}\n`)
  const [operation] = readFolder(folder)
  if (operation === undefined) throw new Error('The folder has no operation.')
  return operation
}
