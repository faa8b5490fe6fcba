import { parse } from 'csv-parse/sync'
import { assert, array, property, string } from 'fast-check'
import { expect, it } from 'vitest'

import { csvHeader, csvLines } from '../../src/model/csv-lines.ts'

it.each<[what: string, cell: string | number | boolean | null, line: string]>([
  ['a plain text', 'Lunch club', 'Lunch club'],
  ['an accent', 'Café Ŵy 🥪', 'Café Ŵy 🥪'],
  ['a comma', 'Tea, cake', '"Tea, cake"'],
  ['a quote', 'The "Hub"', '"The ""Hub"""'],
  ['a line feed', 'one\ntwo', '"one\ntwo"'],
  ['a carriage return', 'one\rtwo', '"one\rtwo"'],
  ['a line end', 'one\r\ntwo', '"one\r\ntwo"'],
  ['nothing stated', null, ''],
  ['a number', 12.5, '12.5'],
  ['a negative number', -1.5, '-1.5'],
  ['false', false, 'false'],
  ['a formula', '=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['a telephone number', '+44 191 498 0887', '+44 191 498 0887'],
  ['telephone numbers', '+44 191 498 0887 | 0117 496 0161', '+44 191 498 0887 | 0117 496 0161'],
  ['a number with a plus', '+441914980887', "'+441914980887"],
  ['a sum', '+44 191-498', "'+44 191-498"],
  ['a plus', '+SUM(1 2)', "'+SUM(1 2)"],
  ['a minus', '-2+3', "'-2+3"],
  ['an at', '@SUM(1)', "'@SUM(1)"],
  ['a tab', '\t=1', "'\t=1"],
  ['a carriage return before a formula', '\r=1', '"\'\r=1"'],
])('writes %s', (_what, cell, line) => {
  expect(csvLines([[cell, 'end']])).toBe(`${line},end\r\n`)
})

it('gives any texts back as they were, defused where they begin like a formula', () => {
  assert(
    property(array(array(string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
      const read: unknown = parse(csvLines(rows), { record_delimiter: '\r\n' })
      expect(read).toEqual(
        rows.map((row) => row.map((cell) => (/^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell))),
      )
    }),
    { numRuns: 40 },
  )
})

it('begins a file with the mark by which Excel knows UTF-8', () => {
  expect(Buffer.from(csvHeader(['id', 'name'])).subarray(0, 5)).toEqual(Buffer.from([0xef, 0xbb, 0xbf, 0x69, 0x64]))
})
