import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'

import { startReleaseLoop } from '../../src/cli/release-loop.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const HOUR_MS = 3_600_000

/** A folder whose current release is so old; and what the loop does over it. */
function watch(ageHours: number | 'damaged' | undefined, bulkEveryHours: number, code = 0) {
  const bulkDir = temporaryFolder()
  function release(createdMs: number): void {
    const created = new Date(createdMs).toISOString()
    const name = `${created.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
    mkdirSync(join(bulkDir, name))
    writeFileSync(join(bulkDir, name, 'datapackage.json'), JSON.stringify({ created, resources: [] }))
    writeFileSync(join(bulkDir, 'current.json'), JSON.stringify({ release: name }))
  }
  if (ageHours === 'damaged') writeFileSync(join(bulkDir, 'current.json'), '{')
  else if (ageHours !== undefined) release(Date.now() - ageHours * HOUR_MS)
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
  ['none is there', undefined],
  ['the current one is too old', 25],
])('a release is written at once where %s', async (_what, ageHours) => {
  const { loop, written } = watch(ageHours, 24)
  await expect.poll(written).toBe(1)
  loop.stop()
  expect(written()).toBe(1)
})

it('none is written while the current one is young: it is looked again within the hour', async () => {
  const planned = vi.spyOn(globalThis, 'setTimeout')
  onTestFinished(() => planned.mockRestore())
  const { loop, written } = watch(23, 24)
  const waits = () => planned.mock.calls.map(([, ms = 0]) => ms).filter((ms) => ms > HOUR_MS / 2)
  await expect.poll(waits).toHaveLength(1)
  loop.stop()
  expect(waits()[0]).toBeLessThanOrEqual(HOUR_MS)
  expect(written()).toBe(0)
})

it.each<[what: string, ageHours: number | 'damaged' | undefined, everyHours: number]>([
  ['nobody asked for any', undefined, 0],
  ['it is stopped while it looks', undefined, 24],
  ['it is stopped while it looks at what is damaged', 'damaged', 24],
])('nothing is written nor said where %s', async (_what, ageHours, everyHours) => {
  const { loop, said, written } = watch(ageHours, everyHours)
  if (everyHours > 0) loop.stop()
  // Begun after it: once this one has written, the other has looked as well.
  const later = watch(undefined, 24)
  await expect.poll(later.written).toBe(1)
  later.loop.stop()
  loop.stop()
  expect({ said, written: written() }).toEqual({ said: [], written: 0 })
})

it('one that could not be written is said, and not tried again at once', async () => {
  const { loop, said, written } = watch(undefined, 24, 1)
  await expect.poll(() => said).toEqual(['No release could be written; it is tried again in five minutes.'])
  loop.stop()
  expect(written()).toBe(1)
})
