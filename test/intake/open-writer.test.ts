import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openWriter } from '../../src/intake/open-writer.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

it('goes on with the file that it has where a salvage does not come to its end, and closes in order', () => {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  let isStopping = false
  const opened = openWriter(file, () => isStopping)
  isStopping = true
  expect(() => opened.methods.salvage()).toThrow('The writer is to stop.')
  isStopping = false
  expect(opened.current().isWhole()).toBe(true)
  expect(opened.methods.salvage().aside).toContain('catalogue.sqlite.damaged-')
  opened.close()
  openWriter(file, () => false).close()
})
