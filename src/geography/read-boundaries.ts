import { type ImportColumns, type ImportProblem, partColumns, UnreadableImport } from '../model/import-problem.ts'
import type { Outline } from './boundary-index.ts'
import { readOutline } from './extent.ts'

/** Outlines by area code, and what was left out. */
export interface BoundariesFile {
  readonly outlines: ReadonlyMap<string, Outline>
  /** Properties of the features: that of the code is read, no other. */
  readonly columns: ImportColumns
  readonly problems: readonly ImportProblem[]
}

/**
 * Reads boundaries as GeoJSON, as the ONS publishes them: a FeatureCollection whose properties hold the code under
 * `code` or a header such as `LAD25CD`. UnreadableImport where it is no such file, or in the British National Grid.
 */
export function readBoundaries(text: string): BoundariesFile {
  const outlines = new Map<string, Outline>()
  const problems: ImportProblem[] = []
  const features = featuresIn(text)
  for (const [index, feature] of features.entries()) {
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
  const names = new Set(features.flatMap((feature) => Object.keys(propertiesOf(feature))))
  return { outlines, columns: partColumns([...names], (name) => CODE.test(name)), problems }
}

const CODE = /^(code|[a-z]{2,6}\d\dcd)$/i

function featuresIn(text: string): readonly unknown[] {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new UnreadableImport('The file is not JSON.', { cause })
  }
  const features = property(value, 'features')
  if (!Array.isArray(features) && property(value, 'hexes') !== undefined)
    throw new UnreadableImport('A hex cartogram: `features` with the geometry of the areas is missing.')
  if (!Array.isArray(features))
    throw new UnreadableImport('The file is not a GeoJSON FeatureCollection: `features` is missing.')
  const crs = JSON.stringify(property(value, 'crs') ?? '')
  if (crs.includes('27700')) {
    throw new UnreadableImport('The boundaries are in the British National Grid; download them in WGS 84 (degrees).')
  }
  return features
}

function codeOf(feature: unknown): string | undefined {
  for (const [key, value] of Object.entries(propertiesOf(feature))) {
    if (CODE.test(key) && typeof value === 'string' && value !== '') return value.trim()
  }
  return undefined
}

function propertiesOf(feature: unknown): object {
  const properties = property(feature, 'properties')
  return typeof properties === 'object' && properties !== null ? properties : {}
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
