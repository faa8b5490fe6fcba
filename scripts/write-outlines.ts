// Writes src/web/data/outlines.json from boundaries of districts as the ONS publishes them: GeoJSON in degrees, generalised.
//   node scripts/write-outlines.ts FILE
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { readBoundaries } from '../src/geography/read-boundaries.ts'
import { packRings } from '../src/web/map/packed-rings.ts'
import { ringsOf } from '../src/web/map/rings-of.ts'

const TARGET = join(import.meta.dirname, '..', 'src', 'web', 'data', 'outlines.json')
const MOST_BYTES = 300_000
const ATTRIBUTION =
  'Boundaries: Office for National Statistics, generalised, licensed under the Open Government Licence v.3.0. Contains OS data © Crown copyright and database right 2025.'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Name the file: node scripts/write-outlines.ts FILE')
const { outlines, problems } = readBoundaries(readFileSync(file, 'utf8'))
for (const { message } of problems) process.stderr.write(`${message}\n`)
const packed = [...outlines]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, outline]) => [code, packRings(ringsOf(outline))] as const)
const lines = packed.map((pair) => pair.map((text) => JSON.stringify(text)).join(': '))
const text = `{\n"attribution": ${JSON.stringify(ATTRIBUTION)},\n"rings": {\n${lines.join(',\n')}\n}\n}\n`
if (text.length > MOST_BYTES) throw new Error(`${text.length} bytes: more than ${MOST_BYTES}.`)
writeFileSync(TARGET, text)
process.stdout.write(`${packed.length} outlines, ${text.length} bytes.\n`)
