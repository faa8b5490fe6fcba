import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { sampleFiles } from './generate/sample-files.ts'

// Run alone (`node samples/generate.ts`): rewrites every generated file, byte for byte the same unless the code changed.
for (const [name, text] of sampleFiles()) {
  const file = path.join(import.meta.dirname, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}
