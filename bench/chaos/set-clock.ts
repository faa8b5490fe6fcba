// Loaded into the gateway's processes and threads before anything of theirs: a clock that another process sets.
import { readFileSync } from 'node:fs'

const READ_EVERY_MS = 50
const path = process.env['CHAOS_CLOCK'] ?? ''
const trueNow = Date.now
let shiftMs = 0
let readAtMs = Number.NEGATIVE_INFINITY

function now(): number {
  if (performance.now() - readAtMs > READ_EVERY_MS) {
    shiftMs = Number(readFileSync(path, 'utf8'))
    readAtMs = performance.now()
  }
  return trueNow() + shiftMs
}

const TrueDate = Date
globalThis.Date = new Proxy(TrueDate, {
  construct: (target, values, as): Date => Reflect.construct(target, values.length === 0 ? [now()] : values, as),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
