const YES = new Set(['true', 'yes', 'y', '1', 't'])
const NO = new Set(['false', 'no', 'n', '0', 'f'])

/** A yes or no in any of the ways publishers write it (true, "true", "Yes", 1); undefined for anything else. */
export function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const word = String(value).trim().toLowerCase()
  if (YES.has(word)) return true
  return NO.has(word) ? false : undefined
}
