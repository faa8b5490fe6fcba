import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openMatchFile } from '../../src/store/match-file.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

it('is its owner’s alone, as the catalogue beside it', () => {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const matching = openMatchFile(file)
  onTestFinished(() => matching.close())
  expect(statSync(`${file}-matching`).mode & 0o777).toBe(0o600)
})
