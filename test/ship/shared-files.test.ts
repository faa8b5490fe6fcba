import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { createSharedFiles } from '../../src/ship/shared-files.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

/** Shares one file of a folder over a database that holds nothing yet and is given nothing. */
function share(folder: string, file: string) {
  const shared = { name: 'feeds.json', edited: file, used: file }
  const log = { info() {}, warn() {}, error() {} }
  return createSharedFiles({
    postgres: {
      rows: async () => [],
      transaction: () => Promise.reject(new Error('nothing is to be written')),
      listen() {},
      prepare: async () => {},
      close: async () => {},
    },
    parts: {
      place: 'nowhere',
      put: () => Promise.reject(new Error('nothing is to be written')),
      get: () => Promise.reject(new Error('nothing is there')),
      drop: async () => {},
    },
    ...{ log, files: () => [shared], of: () => undefined, stateFile: join(folder, 'seen.json') },
  })
}

describe('a file that machines share', () => {
  it('may not be there', async () => {
    const folder = temporaryFolder()
    expect(await share(folder, join(folder, 'feeds.json')).sync()).toEqual([])
  })

  it('does not count as absent where it can not be looked at', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'no-folder'), '')
    await expect(share(folder, join(folder, 'no-folder', 'feeds.json')).sync()).rejects.toThrow('ENOTDIR')
  })

  it('is not compared where what was seen last can not be read', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'seen.json'))
    await expect(share(folder, join(folder, 'feeds.json')).sync()).rejects.toThrow('EISDIR')
  })
})
