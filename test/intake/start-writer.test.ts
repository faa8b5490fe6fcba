import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('starts its thread on a V8 that has the flag which keeps it from freeing what another thread uses', () => {
  expect(execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })).toMatch(
    /^ {2}--wasm-wrapper-tiering-budget /m,
  )
})
