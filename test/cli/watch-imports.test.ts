import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { watchImports } from '../../src/cli/watch-imports.ts'

function watch(now = (): number => 0) {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-imports-'))
  const file = join(folder, 'geography.sqlite')
  const onChange = vi.fn<() => void>()
  const { close } = watchImports(file, onChange, { everyMs: 10, now })
  onTestFinished(() => {
    close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { folder, file, onChange, close }
}

it('calls back where a file of imports is put in place, and replaced', async () => {
  const { folder, file, onChange } = watch()
  for (const times of [1, 2]) {
    writeFileSync(join(folder, 'draft'), `${times}`)
    renameSync(join(folder, 'draft'), file)
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(times))
  }
})

it('calls back once where another day began', async () => {
  let ms = Date.UTC(2028, 2, 31, 23, 59)
  const { onChange } = watch(() => ms)
  ms += 120_000
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(onChange).toHaveBeenCalledTimes(1)
})
