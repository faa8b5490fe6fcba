// Writes dist/: the program as plain JavaScript, laid out as the sources are, with the files that it reads while it runs.
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const DIST = join(ROOT, 'dist')
const FILES = ['bin', 'operations', 'schema', 'samples', 'package.json']

rmSync(DIST, { recursive: true, force: true })
execFileSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', join(ROOT, 'tsconfig.build.json')], { stdio: 'inherit' })
for (const file of FILES)
  cpSync(join(ROOT, file), join(DIST, file), { recursive: true, filter: (path) => !path.endsWith('.ts') })
