const OBJECT_BYTES = 56
const SLOT_BYTES = 16
const CHARACTER_BYTES = 2

/** About how many bytes a value of plain data holds, with what it refers to, each object once; an upper bound for texts. */
export function estimateBytes(value: unknown): number {
  const met = new Set<object>()
  const open: unknown[] = [value]
  let bytes = 0
  while (open.length > 0) {
    const next = open.pop()
    bytes += SLOT_BYTES
    if (typeof next === 'string') bytes += OBJECT_BYTES + next.length * CHARACTER_BYTES
    if (typeof next !== 'object' || next === null || met.has(next)) continue
    met.add(next)
    bytes += OBJECT_BYTES
    if (ArrayBuffer.isView(next)) bytes += next.buffer.byteLength
    else for (const part of partsOf(next)) open.push(part)
  }
  return bytes
}

function partsOf(value: object): Iterable<unknown> {
  if (value instanceof Map || Array.isArray(value) || value instanceof Set) return value
  return Object.values(value)
}
