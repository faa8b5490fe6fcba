import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

import { nameSources, writeExport } from '../../src/cli/export-writing.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'oruk-gateway-export-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

async function* parts(fault?: Error): AsyncGenerator<string> {
  yield 'id,name\r\n'
  if (fault !== undefined) throw fault
  yield '1,Café\r\n'
}

it('writes a file whole, in place of an older one', async () => {
  const path = join(await folder(), 'services.csv')
  await writeFile(path, 'older')
  await writeExport(parts(), path)
  expect(await readFile(path, 'utf8')).toBe('id,name\r\n1,Café\r\n')
})

it('leaves what was there where the export breaks off, and no part of a file', async () => {
  const path = await folder()
  await writeFile(join(path, 'services.csv'), 'older')
  await expect(writeExport(parts(new Error('broken off')), join(path, 'services.csv'))).rejects.toThrow('broken off')
  expect(await readdir(path)).toEqual(['services.csv'])
  expect(await readFile(join(path, 'services.csv'), 'utf8')).toBe('older')
})

it('says that a path can not be written', async () => {
  const path = join(await folder(), 'no', 'services.csv')
  await expect(writeExport(parts(), path)).rejects.toThrow(`${path} can not be written (ENOENT).`)
})

it.each([
  ['services.csv', 'services.sources.csv'],
  ['out/2026.11/coverage.csv', 'out/2026.11/coverage.sources.csv'],
  ['services', 'services.sources.csv'],
])('names the sources of %s %s', (output, sources) => {
  expect(nameSources(output)).toBe(sources)
})
