import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'

import { startReleaseLoop } from '../../src/cli/release-loop.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const HOUR_MS = 3_600_000

/** A folder whose current release is so old; and what the loop does over it. */
function watch(ageHours: number | undefined, bulkEveryHours: number, code = 0) {
  const bulkDir = temporaryFolder()
  function release(createdMs: number): void {
    const created = new Date(createdMs).toISOString()
    const name = `${created.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
    mkdirSync(join(bulkDir, name))
    writeFileSync(join(bulkDir, name, 'datapackage.json'), JSON.stringify({ created, resources: [] }))
    writeFileSync(join(bulkDir, 'current.json'), JSON.stringify({ release: name }))
  }
  if (ageHours !== undefined) release(Date.now() - ageHours * HOUR_MS)
  const said: string[] = []
  const note = (_about: unknown, text: string): void => void said.push(text)
  let written = 0
  const loop = startReleaseLoop({ bulkDir, bulkEveryHours }, { info: note, warn: note, error: note }, async () => {
    written += 1
    if (code === 0) release(Date.now())
    return code
  })
  return { loop, said, written: () => written }
}

it.each([
  ['none is there', undefined, 24, 1],
  ['the current one is too old', 25, 24, 1],
  ['it is young', 23, 24, 0],
  ['nobody asked for any', undefined, 0, 0],
])('a release is written at once or not, where %s', async (_what, ageHours, everyHours, expected) => {
  const { loop, written } = watch(ageHours, everyHours)
  if (expected > 0) await expect.poll(written).toBe(expected)
  else await vi.waitFor(() => new Promise((resolve) => setImmediate(resolve)))
  loop.stop()
  expect(written()).toBe(expected)
})

it('one that could not be written is said, and not tried again at once', async () => {
  const { loop, said, written } = watch(undefined, 24, 1)
  await expect.poll(() => said).toEqual(['No release could be written; it is tried again in five minutes.'])
  loop.stop()
  expect(written()).toBe(1)
})
