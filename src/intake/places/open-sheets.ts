import { readFile, stat } from 'node:fs/promises'
import { tooLarge } from './import-bounds.ts'
import { noWorkbook, readSheets, type Sheet } from './read-sheets.ts'
import { measureArchive, streamSheets } from './stream-workbook.ts'

/** How archives (.xlsx, .xlsb, .ods) and the older binary workbooks (.xls) begin. */
const ARCHIVE = [0x50, 0x4b, 0x03, 0x04] as const
const BINARY = [0xd0, 0xcf, 0x11, 0xe0] as const

/**
 * Bytes of a workbook that is read whole: each of a binary one becomes some forty in memory, of XML some six. An .ods of
 * a million cells has 120 MB of XML and takes 690 MB.
 */
const MOST_BINARY = 20_000_000
const MOST_XML = 150_000_000

/** Whether a file's first bytes are those of a workbook, or of another archive. */
export function isWorkbook(beginning: Uint8Array): boolean {
  return begins(beginning, ARCHIVE) || begins(beginning, BINARY)
}

/** The sheets of a workbook in its order: of a large .xlsx row by row, of others all together. UnreadableImport where another is too large for that, or it is none. */
export async function openSheets(file: string, beginning: Uint8Array): Promise<Iterable<Sheet> | AsyncIterable<Sheet>> {
  const { size } = await stat(file)
  if (begins(beginning, BINARY)) {
    if (size > MOST_BINARY) throw tooLarge('A workbook of type .xls has more than', MOST_BINARY, REMEDY)
  } else {
    const { kind, unpackedBytes } = await measureArchive(file)
    if (kind === 'XLSX' && (size > MOST_BINARY || unpackedBytes > MOST_XML)) return streamSheets(file)
    if (kind === 'OTHER' && unpackedBytes > MOST_XML) throw noWorkbook()
    const most = kind === 'XLSB' ? MOST_BINARY : MOST_XML
    if (unpackedBytes > most) throw tooLarge('What is packed in the file has more than', most, REMEDY)
  }
  return readSheets(await readFile(file))
}

const REMEDY = 'Save it as .xlsx, which is read row by row. '

function begins(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, at) => bytes[at] === byte)
}
