import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { DemandCount } from '../../src/model/demand.ts'
import { openDemandFile } from '../../src/store/demand-file.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const NOW = Date.parse('2026-11-28T10:00:00Z')
const of = (week: string, count: number, term = 'urn:x:1'): DemandCount => ({ week, term, outcome: 'NONE', count })

function open() {
  const folder = temporaryFolder()
  const file = join(folder, 'demand.ndjson')
  return { file, ...openDemandFile(join(folder, 'catalogue.sqlite'), () => NOW) }
}

it('adds up what was written of one thing, in order of week, private to its owner', () => {
  const { file, read, append } = open()
  expect(read()).toEqual([])
  append([of('2026-11-23', 5), of('2026-11-16', 9)])
  append([])
  append([of('2026-11-23', 6), of('2026-11-23', 5, 'urn:x:2')])
  expect(read()).toEqual([of('2026-11-16', 9), of('2026-11-23', 11), of('2026-11-23', 5, 'urn:x:2')])
  expect(statSync(file).mode & 0o077).toBe(0)
})

it('forgets what is over two years old, and becomes shorter where it is long', () => {
  const { file, read, append } = open()
  writeFileSync(file, `${JSON.stringify(of('2026-11-16', 5))}\n`.repeat(20_000))
  append([of('2024-11-18', 50), of('2026-11-23', 5)])
  expect(read()).toEqual([of('2026-11-16', 100_000), of('2026-11-23', 5)])
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2)
})

it.each(['{"week":"2026-11-23","outcome":"NONE","count":4}', '{"week":"2026-11-23"}', 'x'])(
  'says what to do with a line that was not written here: %s',
  (line) => {
    const { file, read } = open()
    writeFileSync(file, `${line}\n`)
    expect(read).toThrow(/demand.*line 1 .*take the line out/)
  },
)

it('leaves out a line that is not whole yet', () => {
  const { file, read, append } = open()
  append([of('2026-11-23', 5)])
  appendFileSync(file, '{"week":')
  expect(read()).toEqual([of('2026-11-23', 5)])
})
