import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { stringify } from 'csv-stringify/sync'
import { type Entry, open, type ZipFile } from 'yauzl'
import { UnreadableImport } from '../../model/import-problem.ts'
import { MOST_TEXT, tooLarge } from './import-bounds.ts'
import { noWorkbook, type Sheet } from './read-sheets.ts'

/** Where an archive is a workbook of XML (.xlsx) this names its sheets. */
const WORKBOOK = 'xl/workbook.xml'
/** What only such an archive has. */
const KINDS: ReadonlyMap<string, Archive['kind']> = new Map([
  [WORKBOOK, 'XLSX'],
  ['xl/workbook.bin', 'XLSB'],
  ['content.xml', 'ODS'],
])
const ROWS_TOGETHER = 500

/** What an archive says it holds. */
export interface Archive {
  /** A workbook in XML, one in a binary form, an OpenDocument, or another archive. */
  readonly kind: 'XLSX' | 'XLSB' | 'ODS' | 'OTHER'
  /** Of all its parts together. */
  readonly unpackedBytes: number
}

/** Looks at an archive without reading its parts; UnreadableImport where it is none, or damaged. */
export async function measureArchive(file: string): Promise<Archive> {
  const { zip, parts } = await openArchive(file, noWorkbook)
  zip.close()
  const unpackedBytes = [...parts.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  return { kind: [...KINDS].find(([part]) => parts.has(part))?.[1] ?? 'OTHER', unpackedBytes }
}

/**
 * The sheets of an .xlsx in its order, read row by row, so that its memory is that of one sheet as CSV; a day is the number
 * that the workbook stores. UnreadableImport where it is damaged, or a sheet longer than a text can be.
 */
export async function* streamSheets(file: string): AsyncGenerator<Sheet> {
  const { zip, parts } = await openArchive(file, unreadable)
  yield* sheetsIn(zip, parts)
}

type Parts = ReadonlyMap<string, Entry>

async function* sheetsIn(zip: ZipFile, parts: Parts): AsyncGenerator<Sheet> {
  try {
    const [workbook, relations] = await Promise.all(
      [WORKBOOK, 'xl/_rels/workbook.xml.rels'].map(async (name) => text(await openPart(zip, parts, name))),
    )
    const targets = new Map(tagsIn(relations ?? '', 'Relationship').map(({ Id = '', Target = '' }) => [Id, Target]))
    const strings = parts.has('xl/sharedStrings.xml') ? await readStrings(zip, parts) : []
    for (const sheet of tagsIn(workbook ?? '', 'sheet')) {
      const target = targets.get(sheet['r:id'] ?? '') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      yield { name: (sheet['name'] ?? '').trim(), text: await csvOf(await openPart(zip, parts, path), strings) }
    }
  } finally {
    zip.close()
  }
}

function openArchive(
  file: string,
  refuse: (cause: unknown) => UnreadableImport,
): Promise<{ readonly zip: ZipFile; readonly parts: Parts }> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => reject(refuse(cause))
    open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error !== null) return fail(error)
      const parts = new Map<string, Entry>()
      zip.on('entry', (entry: Entry) => {
        parts.set(entry.fileName, entry)
        zip.readEntry()
      })
      zip.once('end', () => resolve({ zip, parts }))
      // It may say more than one thing, and an error that nobody hears ends the process.
      zip.on('error', (cause) => {
        zip.close()
        fail(cause)
      })
      zip.readEntry()
    })
  })
}

function openPart(zip: ZipFile, parts: Parts, name: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const entry = parts.get(name)
    if (entry === undefined) return reject(unreadable(new Error(`The part ${name} is missing.`)))
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(unreadable(error))))
  })
}

function unreadable(cause: unknown): UnreadableImport {
  return new UnreadableImport('The workbook is damaged: save it again, or save the sheet that is meant as CSV.', {
    cause,
  })
}

/** The attributes of each tag of that name, whatever its prefix. */
function tagsIn(xml: string, name: string): readonly Readonly<Record<string, string>>[] {
  return [...xml.matchAll(new RegExp(String.raw`<(?:\w+:)?${name}\s([^>]*)>`, 'g'))].map(([, own = '']) =>
    attributesIn(own),
  )
}

function attributesIn(own: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...own.matchAll(/([\w:]+)\s*=\s*"([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  )
}

/** What stands before each end of such a tag, one after another. */
async function* piecesOf(stream: Readable, name: string): AsyncGenerator<string> {
  const end = new RegExp(String.raw`</(?:\w+:)?${name}>`)
  let rest = ''
  try {
    for await (const chunk of stream.setEncoding('utf8')) {
      const pieces = (rest + String(chunk)).split(end)
      rest = pieces.pop() ?? ''
      yield* pieces
    }
  } catch (cause) {
    throw unreadable(cause)
  }
}

async function readStrings(zip: ZipFile, parts: Parts): Promise<readonly string[]> {
  const strings: string[] = []
  const stream = await openPart(zip, parts, 'xl/sharedStrings.xml')
  for await (const piece of piecesOf(stream, 'si')) strings.push(textIn(piece))
  return strings
}

async function csvOf(stream: Readable, strings: readonly string[]): Promise<string> {
  const csv: string[] = []
  let rows: string[][] = []
  let length = 0
  const write = (): void => {
    const text = stringify(rows)
    length += text.length
    if (length > MOST_TEXT) throw tooLarge('A sheet of the workbook is longer than', MOST_TEXT)
    csv.push(text)
  }
  for await (const piece of piecesOf(stream, 'row')) {
    const row = readRow(piece, strings)
    if (row.some((cell) => cell !== '')) rows.push(row)
    if (rows.length < ROWS_TOGETHER) continue
    write()
    rows = []
  }
  write()
  return csv.join('')
}

const CELL = /<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g

function readRow(xml: string, strings: readonly string[]): string[] {
  const row: string[] = []
  for (const [, own = '', body = ''] of xml.matchAll(CELL)) {
    const column = /\sr="([A-Z]+)\d*"/.exec(own)?.[1]
    const at = column === undefined ? row.length : numberOf(column)
    while (row.length < at) row.push('')
    row[at] = readCell(/\st="(\w+)"/.exec(own)?.[1], body, strings)
  }
  return row
}

function readCell(type: string | undefined, body: string, strings: readonly string[]): string {
  if (type === 'inlineStr') return textIn(body)
  const value = /<(?:\w+:)?v[^>]*>([\s\S]*?)<\//.exec(body)?.[1] ?? ''
  if (type === 's') return strings[Number(value)] ?? ''
  return type === 'e' ? '' : plain(value)
}

/** The runs of a text together, how a reader pronounces it left out. */
function textIn(xml: string): string {
  const spoken = xml.replaceAll(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '')
  return [...spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\//g)].map(([, run = '']) => plain(run)).join('')
}

/** `A` is 0, `AA` 26. */
function numberOf(column: string): number {
  return [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(xml: string): string {
  return xml.replaceAll(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return ENTITIES[name] ?? whole
      return signOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? whole
    },
  )
}

/** Undefined where no sign has that number. */
function signOf(code: number): string | undefined {
  const isSign = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isSign ? String.fromCodePoint(code) : undefined
}
