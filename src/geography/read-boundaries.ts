import type { ImportProblem } from '../model/import-problem.ts'
import { UnreadableImport } from '../model/import-problem.ts'
import type { Outline } from './boundary-index.ts'
import { readOutline } from './extent.ts'

/** Outlines by area code, and what was left out. */
export interface BoundariesFile {
  readonly outlines: ReadonlyMap<string, Outline>
  readonly problems: readonly ImportProblem[]
}

/**
 * Reads boundaries as GeoJSON, as the ONS publishes them: a FeatureCollection whose properties hold the code under
 * `code` or a header such as `LAD25CD`. UnreadableImport where it is no such file, or in the British National Grid.
 */
export function readBoundaries(text: string): BoundariesFile {
  const outlines = new Map<string, Outline>()
  const problems: ImportProblem[] = []
  for (const [index, feature] of featuresIn(text).entries()) {
    const code = codeOf(feature)
    const outline = readOutline(feature)
    if (code === undefined || outline === undefined) {
      const what = code === undefined ? 'no code in its properties' : 'no polygon in degrees'
      problems.push({ line: index + 1, message: `Feature ${index + 1} has ${what}; left out.` })
    } else if (outlines.has(code)) {
      problems.push({ line: index + 1, message: `${code} came before; feature ${index + 1} left out.` })
    } else {
      outlines.set(code, outline)
    }
  }
  if (outlines.size === 0)
    throw new UnreadableImport(`No boundary could be taken. ${problems[0]?.message ?? 'It has no features.'}`)
  return { outlines, problems }
}

function featuresIn(text: string): readonly unknown[] {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new UnreadableImport('The file is not JSON.', { cause })
  }
  const features = property(value, 'features')
  if (!Array.isArray(features)) throw new UnreadableImport('The file is not a GeoJSON FeatureCollection.')
  const crs = JSON.stringify(property(value, 'crs') ?? '')
  if (crs.includes('27700')) {
    throw new UnreadableImport('The boundaries are in the British National Grid; download them in WGS 84 (degrees).')
  }
  return features
}

function codeOf(feature: unknown): string | undefined {
  const properties = property(feature, 'properties')
  if (typeof properties !== 'object' || properties === null) return undefined
  for (const [key, value] of Object.entries(properties)) {
    if (/^(code|[a-z]{2,6}\d\dcd)$/i.test(key) && typeof value === 'string' && value !== '') return value.trim()
  }
  return undefined
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
