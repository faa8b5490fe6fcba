import { toMonth } from './month.ts'

/** Whole numbers as iCal lists them, comma-separated, each between 1 and `greatest` or, counted from the end, between −1 and its opposite; undefined where any is not. */
export function toNumberList(value: unknown, greatest: number): string | undefined {
  const numbers = partsOf(value)?.map((part) => (/^[+-]?\d{1,3}$/.test(part) ? Number(part) : Number.NaN))
  const isSound = numbers?.every((number) => Math.abs(number) >= 1 && Math.abs(number) <= greatest)
  return numbers !== undefined && isSound ? [...new Set(numbers)].join(',') : undefined
}

/** Months as numbers, comma-separated, of numbers, names, or ranges of either ("May-July"); undefined where any is none. */
export function toMonthList(value: unknown): string | undefined {
  const months: number[] = []
  for (const part of partsOf(value) ?? ['']) {
    const [from, to = from, ...others] = part
      .split(/\s*(?:-|–|\bto\b)\s*/)
      .map((month) => (/^\d{1,2}$/.test(month) ? Number(month) : toMonth(month)))
    if (from === undefined || to === undefined || others.length > 0) return undefined
    if ([from, to].some((month) => month < 1 || month > 12)) return undefined
    const length = ((to - from + 12) % 12) + 1
    for (let step = 0; step < length; step++) months.push(((from - 1 + step) % 12) + 1)
  }
  return [...new Set(months)].join(',')
}

function partsOf(value: unknown): readonly string[] | undefined {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  const parts = values.flatMap((part) =>
    typeof part === 'number' ? [String(part)] : typeof part === 'string' ? part.split(/[,;&]|\band\b/) : [],
  )
  const trimmed = parts.map((part) => part.trim()).filter((part) => part !== '')
  const isText = values.every((part) => typeof part === 'string' || typeof part === 'number')
  return isText && trimmed.length > 0 && trimmed.length <= 400 ? trimmed : undefined
}
