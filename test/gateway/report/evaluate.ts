import { poisson, wilson } from '../recount/intervals.ts'
import { members, type Row } from '../recount/sheet.ts'

/** Reads a file of the exports by its name and parameters. */
export type ReadRows = (address: string) => Promise<readonly Row[]>

/** What a note of a report says: of which file, and how its rows are counted. */
export interface Note {
  /** `counted.csv?areas=…&per=SERVICE`. */
  readonly address: string
  readonly how: string
}

/**
 * Works out what a note says, as one would in a spreadsheet: `rows where state = COUNTED`, `different cluster where …`,
 * `serviceCount of the row where …`, each alone, `÷` another (in percent, or `× 1000 ÷` a number), or `low of`, `high of` the
 * 95 % interval of such a division. Throws where it says anything else.
 */
export async function workOut({ address, how }: Note, read: ReadRows): Promise<number> {
  const rows = await read(address)
  const [, end, division = how] = /^(low|high) of the 95 % interval of (.*)$/.exec(how) ?? []
  const [left = '', right] = division.split(' ÷ ')
  if (right === undefined) return count(rows, left)
  const rate = /^(.*) × 1000$/.exec(left)?.[1]
  if (rate !== undefined) {
    const [number, people] = [count(rows, rate), Number(right)]
    const [low, high] = poisson(number)
    return ((end === undefined ? number : end === 'low' ? low : high) * 1000) / people
  }
  const [part, whole] = [count(rows, left), count(rows, right)]
  if (end === undefined) return (100 * part) / whole
  const [low, high] = wilson(part, whole)
  return 100 * (end === 'low' ? low : high)
}

function count(rows: readonly Row[], what: string): number {
  const [, subject = '', conditions] = /^(.*?)(?: where (.*))?$/.exec(what) ?? []
  const own = rows.filter((row) => (conditions ?? '').split(' and ').every((condition) => holds(row, condition)))
  if (subject === 'rows') return own.length
  const column = /^different (\w+)$/.exec(subject)?.[1]
  if (column !== undefined) return new Set(own.flatMap((row) => members(row[column]))).size
  const single = /^(\w+) of the row$/.exec(subject)?.[1]
  const [only, ...others] = own
  if (single === undefined || only === undefined || others.length > 0)
    throw new Error(`“${what}” can not be worked out: ${own.length} rows.`)
  return Number(only[single])
}

function holds(row: Row, condition: string): boolean {
  if (condition === '') return true
  const [, column = '', relation, value = ''] = /^(\w+) (=|has|is) (.*)$/.exec(condition) ?? []
  if (!(column in row)) throw new Error(`There is no column ${column}.`)
  const cell = row[column] ?? ''
  if (relation === '=') return cell === value
  if (relation === 'has') return members(cell).includes(value)
  return value === 'stated' ? cell !== '' : cell === ''
}

/** Numbers of a report with their notes, in order; throws where a note is missing or not used. */
export function notedNumbers(report: string): readonly { readonly shown: string; readonly note: Note }[] {
  const notes = new Map(
    [...report.matchAll(/^\[\^(\w+)\]: `([^`]+)`: (.+)\.$/gm)].map(([, id = '', address = '', how = '']) => [
      id,
      { address, how },
    ]),
  )
  const used = [...report.matchAll(/(-?[\d,]+(?:\.\d+)?)(?: %)?\[\^(\w+)\](?!:)/g)]
  const numbers = used.map(([, shown = '', id = '']) => {
    const note = notes.get(id)
    if (note === undefined) throw new Error(`The note ${id} is missing.`)
    return { shown, note }
  })
  const ids = new Set(used.map(([, , id = '']) => id))
  for (const id of notes.keys()) if (!ids.has(id)) throw new Error(`The note ${id} is not used.`)
  return numbers
}

/** A number as a report shows it: to as many decimals as `like` has. */
export function showLike(value: number, like: string): string {
  const decimals = like.split('.')[1]?.length ?? 0
  return value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}
