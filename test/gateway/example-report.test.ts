import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CoverageRegion, startCoverageRegion } from './coverage-region.ts'
import { readSheet, type Row } from './recount/sheet.ts'
import { notedNumbers, showLike, workOut } from './report/evaluate.ts'
import { writeReport } from './report/write-report.ts'

/*
 * docs/example-report.md is what an analyst writes from the gateway alone: each number in it has a note that names a file of the
 * exports and says how to count its rows. Written again by `WRITE_REPORT=1 npx vitest run test/gateway/example-report.test.ts`.
 */
const REPORT = new URL('../../docs/example-report.md', import.meta.url).pathname

const QUESTION = {
  title: 'What is there for people in the districts around Saltmere?',
  about: [
    'An example: written from the sample region (`npm run demo`), which is made up, as it was read on 23 November 2026. Every number has a note. It names a file, to be had from a running gateway under `http://127.0.0.1:4000/export/` (`curl -g`), and says how its rows are counted in a spreadsheet; `npx oruk-gateway export counted.csv --areas … --rows … --per …` writes the same. A test counts every number again. What is read tomorrow gives other numbers: `npx oruk-gateway freeze saltmere-november` keeps a copy for as long as the report is read, and `export … --frozen saltmere-november` or `serve --frozen saltmere-november` answers from it as it answered then. How figures are defined: [figures.md](figures.md).',
  ],
  areas: ['E06900001', 'E07900001', 'E07900002', 'E07900003'],
  rows: { level: { scheme: 'Saltmere Services', level: 1 } },
  words: 'lunch',
  lookedOn: '2026-11-23',
}

let region: CoverageRegion
beforeAll(async () => {
  region = await startCoverageRegion()
  await region.recordHistory()
}, 240_000)
afterAll(() => region.close())

const kept = new Map<string, Promise<readonly Row[]>>()

/** The rows of a file of the exports, as its address names it. */
function read(address: string): Promise<readonly Row[]> {
  const [name = '', search = ''] = address.split('?')
  const parameters = search.split('&').map((pair): [string, string] => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  const rows = kept.get(address) ?? region.exported(name, Object.fromEntries(parameters)).then(readSheet)
  kept.set(address, rows)
  return rows
}

it('is what the gateway answers', { timeout: 300_000 }, async () => {
  const written = await writeReport(QUESTION, read)
  if (process.env['WRITE_REPORT'] === '1') writeFileSync(REPORT, written)
  expect(withoutSpaces(existsSync(REPORT) ? readFileSync(REPORT, 'utf8') : '')).toBe(withoutSpaces(written))
})

it('has no number that its note does not give', { timeout: 300_000 }, async () => {
  const numbers = notedNumbers(readFileSync(REPORT, 'utf8'))
  expect(numbers.length).toBeGreaterThan(50)
  for (const { shown, note } of numbers)
    expect(`${note.address}: ${note.how}: ${shown}`).toBe(
      `${note.address}: ${note.how}: ${showLike(await workOut(note, read), shown)}`,
    )
})

/** Of days, of the sizes that rates and intervals are by, and of what counts as new. */
const WITHOUT_NOTES: ReadonlySet<string> = new Set(['23', '2026', '2026-11-23', '1,000', '95', '90'])

it('has no number without a note but days and what is by definition', () => {
  const [text = ''] = readFileSync(REPORT, 'utf8').split('## How each number is counted')
  const plain = text.replaceAll(/`[^`]*`/g, '').replaceAll(/-?[\d,.]+(?: %)?\[\^\d+\]/g, '')
  const numbers = plain.match(/\d[\d,-]*/g) ?? []
  expect(numbers.filter((number) => !WITHOUT_NOTES.has(number))).toEqual([])
})

/** The formatter aligns the columns of tables, and parts notes. */
function withoutSpaces(text: string): string {
  return text.replaceAll(/[\s-]+/g, ' ').trim()
}
