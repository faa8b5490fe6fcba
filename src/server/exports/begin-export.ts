import type { ExportFile } from './exports.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'

/**
 * Makes the first part of a file, so that what is wrong with the parameters is thrown before a byte is sent; the rest is
 * made as it is taken.
 */
export async function beginExport(
  file: ExportFile,
  source: ExportSource,
  request: ExportRequest,
): Promise<AsyncGenerator<string>> {
  const parts = file.write(source, request)
  const first = await parts.next()
  return goOn(first, parts)
}

async function* goOn(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done !== true) yield first.value
  yield* rest
}
