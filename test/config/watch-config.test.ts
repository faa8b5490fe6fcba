import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'

import { type ConfigWatch, watchConfig } from '../../src/config/watch-config.ts'

let folder: string
let file: string
let heard: string[]
let next: PromiseWithResolvers<string>
let watching: ConfigWatch

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-config-'))
  file = join(folder, 'feeds.config.json')
  heard = []
  next = Promise.withResolvers()
  await writeFile(file, write('first'))
  watching = watch(write('first'))
})

function hear(outcome: string): void {
  heard.push(outcome)
  next.resolve(outcome)
  next = Promise.withResolvers()
}

function watch(inUse: string): ConfigWatch {
  return watchConfig(file, inUse, {
    onChange: (config) => hear(`applied ${config.feeds[0]?.slug}`),
    onRefused: (error) => hear(`refused ${error.problems[0]?.path}`),
    onFault: (error) => hear(`fault ${String(error)}`),
  })
}
afterEach(async () => {
  watching.close()
  await rm(folder, { recursive: true })
})

function write(slug: string): string {
  return JSON.stringify({ feeds: [{ slug, name: 'n', publisher: 'p', url: 'https://x.example' }] })
}

it('applies an edit made after the file was read and before it is watched', async () => {
  watching.close()
  const outcome = next.promise
  watching = watch(write('zeroth'))
  expect(await outcome).toBe('applied first')
  expect(heard).toEqual(['applied first'])
})

it('applies an edit that is valid', async () => {
  const outcome = next.promise
  await writeFile(file, write('second'))
  expect(await outcome).toBe('applied second')
})

it('applies a file put in the place of the old one, as editors do', async () => {
  const outcome = next.promise
  await writeFile(`${file}.new`, write('third'))
  await rename(`${file}.new`, file)
  expect(await outcome).toBe('applied third')
})

it('refuses a bad edit with its problems, and applies the next good one', async () => {
  const refused = next.promise
  await writeFile(file, write('Not A Slug'))
  expect(await refused).toBe('refused feeds[0].slug')
  const applied = next.promise
  await writeFile(file, write('fourth'))
  expect(await applied).toBe('applied fourth')
})

it('reads the file when asked to, changed or not', async () => {
  await watching.reload()
  expect(heard).toEqual(['applied first'])
})

it('tries again what could not be applied, by itself', async () => {
  let failures = 2
  const applied = Promise.withResolvers<number>()
  const failing = watchConfig(file, write('first'), {
    onChange(config) {
      failures -= 1
      if (failures >= 0) throw new Error('the disk is full')
      applied.resolve(config.feeds.length)
    },
    onRefused: (error) => applied.reject(error),
    onFault: (error) => heard.push(`fault ${String(error)}`),
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    failing.close()
    vi.useRealTimers()
  })
  await failing.reload()
  expect(heard).toEqual(['fault Error: the disk is full'])
  await vi.advanceTimersByTimeAsync(1_000)
  await vi.waitFor(() => expect(heard).toHaveLength(2))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await applied.promise).toBe(1)
})
