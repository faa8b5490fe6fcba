interface Range {
  readonly type: string
  readonly quality: number
}

/**
 * The type, of those offered, that an Accept header prefers (RFC 9110 §12.5.1); undefined where it accepts none. Without a
 * header the first. At equal quality one that is named goes before one that only a wildcard admits, then the order offered.
 */
export function preferType<T extends string>(accept: string | undefined, offered: readonly T[]): T | undefined {
  const ranges = readRanges(accept ?? '')
  if (ranges.length === 0) return offered[0]
  const rated = offered.map((type) => ({ type, ...rate(type, ranges) })).filter(({ quality }) => quality > 0)
  return rated.toSorted((a, b) => b.quality - a.quality || Number(b.isNamed) - Number(a.isNamed))[0]?.type
}

/** A coding that answers can be packed in. */
export type Coding = 'br' | 'gzip'

/**
 * The coding that an Accept-Encoding header prefers (RFC 9110 §12.5.3), Brotli where it has no preference; undefined where
 * the answer is to go unpacked. `gzip;q=0` forbids gzip, `*` names all that is not named.
 */
export function chooseCoding(accept: string | undefined): Coding | undefined {
  const ranges = readRanges(accept ?? '')
  const qualityOf = (coding: string): number | undefined =>
    (ranges.find(({ type }) => type === coding) ?? ranges.find(({ type }) => type === '*'))?.quality
  const [br, gzip] = [qualityOf('br') ?? 0, qualityOf('gzip') ?? 0]
  const best = Math.max(br, gzip)
  // Unpacked may always be sent, but only where it is named is it wished for.
  const unpacked = ranges.find(({ type }) => type === 'identity')?.quality ?? 0
  if (best === 0 || unpacked > best) return undefined
  return br === best ? 'br' : 'gzip'
}

/** The most specific range counts, as `text/*;q=0.3` does not for `text/csv` beside `text/csv;q=1`. */
function rate(type: string, ranges: readonly Range[]): { readonly quality: number; readonly isNamed: boolean } {
  const qualityOf = (wanted: string): number | undefined => {
    const found = ranges.filter((range) => range.type === wanted).map(({ quality }) => quality)
    return found.length === 0 ? undefined : Math.max(...found)
  }
  const named = qualityOf(type)
  const quality = named ?? qualityOf(`${type.split('/', 1)[0]}/*`) ?? qualityOf('*/*') ?? 0
  return { quality, isNamed: named !== undefined }
}

function readRanges(header: string): Range[] {
  return header.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    return type === '' ? [] : [{ type, quality: readQuality(parameters) }]
  })
}

/** 1 where none is given or it is none. */
function readQuality(parameters: readonly string[]): number {
  const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  return text !== undefined && /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 1
}
