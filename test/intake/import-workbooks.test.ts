import { type BookType, utils, write } from '@e965/xlsx'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { populationOf } from '../../src/coverage/population.ts'
import { createGeography } from '../../src/geography/geography.ts'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import { readSheets, type Sheet } from '../../src/intake/places/read-sheets.ts'
import { streamSheets } from '../../src/intake/places/stream-workbook.ts'
import { parseRecords } from '../../src/model/csv-rows.ts'
import { openGeographyRows } from '../../src/store/geography-file.ts'

type Cell = string | number | Date | null
type Sheets = Readonly<Record<string, readonly (readonly Cell[])[]>>

const ages = Array.from({ length: 91 }, (_, age) => age)
const ageHeaders = ages.map((age) => (age === 90 ? '90+' : age))

/** As the ONS lays out a sheet of its estimates: titles, then a row an area. */
const estimates = (of: string, people: number, year = 2020): readonly (readonly Cell[])[] => [
  [`MYE2: ${of} by single year of age, mid-${year}`],
  ['This worksheet contains one table.'],
  ['Code', 'Name', 'Geography', 'All ages', ...ageHeaders],
  ['K02000001', 'UNITED KINGDOM', 'Country', 91 * people, ...ages.map(() => people)],
  ['E06000001', 'Hartlepool', 'Unitary Authority', 91 * people, ...ages.map(() => people)],
]

async function take(sheets: Sheets, bookType: BookType = 'xlsx', name = 'book') {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-workbook-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const book = utils.book_new()
  for (const [sheet, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), sheet)
  const file = join(folder, `${name}.${bookType}`)
  const bytes: unknown = write(book, { type: 'buffer', bookType })
  if (!(bytes instanceof Uint8Array)) throw new Error('not written')
  writeFileSync(file, bytes)
  const target = join(folder, 'geography.sqlite')
  const [imported] = await importAreas([file], target, '2026-11-23T10:00:00Z')
  const geography = createGeography(openGeographyRows(target), '2026-11-28')
  onTestFinished(() => geography.close())
  const { gazetteer } = geography
  const hartlepool = gazetteer.find('E06000001')
  const people = hartlepool && populationOf(hartlepool, 'AGE_85_PLUS', { gazetteer, smallAreasIn: () => [] })
  return { imported, gazetteer, people }
}

describe.each(['xlsx', 'xls', 'ods'] as const)('a workbook of type %s', (type) => {
  it('gives the persons of its estimates, below their titles, and says which sheets and columns it ignored', async () => {
    const { imported, people } = await take(
      {
        'Cover sheet': [['Estimates'], ['Published in 2021']],
        'MYE2 - Males': estimates('Males', 7),
        'MYE2 - Persons': estimates('Persons', 15),
        MYE4: [['MYE4: mid-2019 to mid-2020'], ['Code', 'Name', 'Mid-2020'], ['E06000001', 'Hartlepool', 1365]],
      },
      type,
    )
    expect(people).toMatchObject({ value: 90, year: 2020, vintages: ['mid-2020'] })
    expect(imported).toMatchObject({
      kind: 'POPULATIONS',
      columns: { ignored: ['Name', 'Geography'] },
      notes: ['Sheet taken: MYE2 - Persons. Sheets ignored: Cover sheet, MYE2 - Males, MYE4.'],
    })
  })
})

it('gives of sheets for several years the newest, which their names alone may state', async () => {
  const sheet = (people: number) => [
    ['Lower layer areas'],
    ['LAD 2023 Code', 'LAD 2023 Name', 'Total', ...ages.map((age) => `F${age}`), ...ages.map((age) => `M${age}`)],
    ['E06000001', 'Hartlepool', 182 * people, ...ages.map(() => people), ...ages.map(() => people)],
  ]
  const { people } = await take({ Notes: [['x']], 'Mid-2021 LSOA 2021': sheet(1), 'Mid-2022 LSOA 2021': sheet(2) })
  expect(people).toMatchObject({ value: 24, year: 2022, vintages: ['mid-2022'] })
})

it('gives a table of the census whose headers have notes', async () => {
  const { imported, people } = await take(
    {
      P01: [['P01'], ['Area code [note 2]', 'Area name', 'All persons'], ['E06000001', 'Hartlepool', 92300]],
      P02: [
        ['P02: Census 2021'],
        [
          'Area code [note 2]',
          'Area name',
          'All persons',
          'Aged 80 to 84 years [note 12]',
          'Aged 85 to 89 years',
          'Aged 90 years and over [note 12]',
        ],
        ['E06000001', 'Hartlepool', 92300, 2400, 1400, 700],
      ],
    },
    'xlsx',
    'census2021firstresults',
  )
  expect(people).toMatchObject({ value: 2100, year: 2021, vintages: ['census-2021'] })
  expect(imported).toMatchObject({ notes: [expect.stringContaining('Sheet taken: P02')] })
})

it.each(['xlsx', 'ods', 'xls'] as const)('gives names and codes, and days as they are, of type %s', async (type) => {
  const sheets = {
    Codes: [
      ['Register of councils'],
      ['gss-code', 'nice-name', 'start-date'],
      ['E06900001', 'Newtown', new Date(Date.UTC(2023, 3, 1))],
    ],
  }
  const { gazetteer } = await take(sheets, type)
  expect(gazetteer.find('E06900001')).toMatchObject({ name: 'Newtown', validFrom: '2023-04-01' })
})

it.each([
  [
    'without codes',
    {
      A: [
        ['name', 'All ages'],
        ['Hartlepool', 5],
      ],
    },
    /No sheet \(A\) has .* GSS codes/,
  ],
  [
    'without a year',
    {
      A: [
        ['code', 'all ages'],
        ['E06000001', 5],
      ],
    },
    /Sheet A: .* year .* is missing/,
  ],
] as const)('is refused %s', async (_, sheets, refusal) => {
  const { imported } = await take(sheets)
  expect(imported).toMatchObject({ refusal: expect.stringMatching(refusal) })
})

it('reads a large .xlsx row by row as it reads a small one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-workbook-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const book = utils.book_new()
  const rows = [
    ['Mid-2022: “people” & areas'],
    [],
    ['Code', null, 'Name', 'All ages'],
    ['E06000001', null, 'A <b> & "c"', 1365],
    [null, true, '', -0.5],
  ]
  const wide = [Array.from({ length: 30 }, (_, at) => (at === 28 ? 'AC' : null)), ['x']]
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Mid-2022 & more')
  utils.book_append_sheet(book, utils.aoa_to_sheet(wide), 'Wide')
  for (const bookSST of [true, false]) {
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', bookSST })
    if (!(bytes instanceof Uint8Array)) throw new Error('not written')
    const file = join(folder, 'book.xlsx')
    writeFileSync(file, bytes)
    const streamed = await Array.fromAsync(streamSheets(file))
    expect(streamed.map(cellsOf)).toEqual([...readSheets(bytes)].map(cellsOf))
    expect(streamed[1] && cellsOf(streamed[1])[1][0]?.[28]).toBe('AC')
  }
})

it('refuses a large .xlsx that is cut short', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-workbook-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Code'], ['E06000001']]), 'One')
  const file = join(folder, 'book')
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' })
  if (!(bytes instanceof Uint8Array)) throw new Error('not written')
  writeFileSync(file, bytes.subarray(0, bytes.length / 2))
  await expect(Array.fromAsync(streamSheets(file))).rejects.toThrow('The workbook is damaged')
})

it.each([
  ['ods', 'What is packed in the file has more than 150 MB'],
  ['xlsb', 'What is packed in the file has more than 20 MB'],
  ['xls', 'A workbook of type .xls has more than 20 MB'],
] as const)('refuses what would fill the memory, of type %s, with what to do', async (bookType, sentence) => {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-workbook-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Code'], ['E06000001']]), 'One')
  const bytes: unknown = write(book, { type: 'buffer', bookType, compression: true })
  if (!Buffer.isBuffer(bytes)) throw new Error('not written')
  const file = join(folder, `large.${bookType}`)
  // An archive states how large its parts are.
  const [, ...parts] = bytes.toString('latin1').split('PK\u0001\u0002')
  const packed = parts.findLastIndex((part) => part.charCodeAt(6) === 8)
  const at = bytes.length - parts.slice(packed).join('....').length
  if (packed >= 0) bytes.writeUInt32LE(200_000_000, at + 20)
  writeFileSync(file, bytes)
  if (bookType === 'xls') truncateSync(file, 20_000_001)
  const [imported] = await importAreas([file], join(folder, 'geography.sqlite'), '2026-11-23T10:00:00Z')
  expect(imported).toMatchObject({ refusal: expect.stringContaining(sentence) })
  expect(imported).toMatchObject({ refusal: expect.stringContaining('Save it as .xlsx') })
})

it('leaves a reference to no sign as it stands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-workbook-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const references = '&#x110000; &#xD800; &#0; &#12ab; &#65; &#x1F600; &amp;'
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['.'.repeat(references.length)]]), 'One')
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true })
  if (!Buffer.isBuffer(bytes)) throw new Error('not written')
  bytes.write(references, bytes.indexOf('.'.repeat(references.length)))
  const file = join(folder, 'book.xlsx')
  writeFileSync(file, bytes)
  const [sheet] = await Array.fromAsync(streamSheets(file))
  expect(sheet?.text.trim()).toBe('&#x110000; &#xD800; &#0; &#12ab; A 😀 &')
})

/** Rows without the empty cells at their end: how wide a sheet is says nothing. */
function cellsOf({ name, text }: Sheet): readonly [name: string, rows: readonly (readonly string[])[]] {
  return [name, parseRecords(text).map((row) => row.slice(0, 1 + row.findLastIndex((cell) => cell !== '')))]
}
