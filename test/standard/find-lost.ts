import type { RecordIssue } from '../../src/model/issue.ts'

/**
 * The paths in a raw record whose values neither the record made of it nor an issue accounts for: written from what a
 * publisher sends alone, sharing nothing with the reader. A value is found where its words, or the date, time, day or
 * number that it is, stand anywhere in the record.
 */
export function findLost(raw: unknown, record: unknown, issues: readonly RecordIssue[]): readonly string[] {
  const found = createHaystack(record)
  const named = issues.map(({ path }) => path)
  const lost: string[] = []
  walk(raw, '')
  return lost

  function walk(value: unknown, path: string): void {
    if (value === null || value === undefined || named.some((name) => name !== '' && isAtOrUnder(path, name))) return
    if (Array.isArray(value)) for (const [index, member] of value.entries()) walk(member, `${path}[${index}]`)
    else if (typeof value === 'object')
      for (const [key, member] of Object.entries(value)) {
        // That GeoJSON coordinates are of a point is said by the two of them.
        if (key === 'type' && member === 'Point' && 'coordinates' in value) continue
        walk(member, path === '' ? key : `${path}.${key}`)
      }
    else if (!found.has(asText(value))) lost.push(`${path}: ${asText(value).slice(0, 60)}`)
  }
}

function isAtOrUnder(path: string, named: string): boolean {
  return path === named || path.startsWith(`${named}.`) || path.startsWith(`${named}[`)
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

interface Haystack {
  has(value: string): boolean
}

function createHaystack(record: unknown): Haystack {
  const all = leaves(record)
  const text = ` ${all.map(words).join(' ')} `
  const compact = all.map(compacted).join(' ')
  return {
    has(value) {
      const plain = words(value)
      if (plain === '' || text.includes(` ${plain} `)) return true
      // Numbers and addresses are spaced otherwise, or get a scheme.
      if (compacted(value).length >= 5 && compact.includes(compacted(value))) return true
      return alternatives(value).some((each) => text.includes(` ${words(each)} `))
    },
  }
}

/** Letters and digits of what is shown, run together: for texts that are spaced or marked up otherwise. */
function compacted(text: string): string {
  return text
    .replaceAll(/<(script|style)\b.*?<\/\1>/gis, '')
    .replaceAll(/<[^>]*>|&(?:#x?[\da-f]+|[a-z]+);/gi, '')
    .toLowerCase()
    .replaceAll(/[^a-z\d]/g, '')
}

function leaves(value: unknown): string[] {
  if (value === null || value === undefined) return []
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [asText(value)]
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The words of a text in lower case, as a reader sees them: no markup, no punctuation. */
function words(text: string): string {
  return text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:#x?[\da-f]+|[a-z]+);/gi, ' ')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What a value may have become: a plain date, a clock's time, a day's code, a number without its zeros. */
function alternatives(value: string): readonly string[] {
  const text = value.trim()
  const iso = /^(\d{4}-\d{2}-\d{2})(?:T|\s|$)/.exec(text)?.[1]
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text)
  const clock = /^(\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?$/.exec(text)
  const instant = Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
  const day = DAYS.find((name) => name === text.toLowerCase())
  return [
    ...(iso === undefined ? [] : [iso]),
    // The same moment in universal time, of a clock in London in winter or summer.
    ...(Number.isNaN(instant) ? [] : [0, 1].map((hours) => new Date(instant - hours * 3_600_000).toISOString())),
    ...(british === null
      ? []
      : [`${british[3]}-${String(british[2]).padStart(2, '0')}-${String(british[1]).padStart(2, '0')}`]),
    ...(clock === null ? [] : [`${String(clock[1]).padStart(2, '0')}:${clock[2]}`]),
    ...(day === undefined ? [] : [day.slice(0, 2)]),
    ...(text !== '' && Number.isFinite(Number(text)) ? [String(Number(text))] : []),
  ]
}
