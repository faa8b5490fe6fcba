import { LRUCache } from 'lru-cache'
import type { ServiceArea } from '../model/service.ts'
import { isGssCode } from './area.ts'
import { isNoPlace } from './area-name.ts'
import type { Outline } from './boundary-index.ts'
import { readExtent } from './extent.ts'
import type { CurrentArea, Gazetteer } from './gazetteer.ts'
import { areasUnder, type ServedArea } from './overlap.ts'
import { present } from '../model/present.ts'

export type AreaResolution = 'CODE' | 'NAME' | 'GEOMETRY' | 'AMBIGUOUS' | 'UNRESOLVED'

/** What a declared service area turned out to be. */
export interface ResolvedArea {
  readonly resolution: AreaResolution
  /** Current areas served: FULL all of it, PARTIAL some of it. Empty where ambiguous or unresolved. */
  readonly areas: readonly ServedArea[]
  /** Codes among which a person would have to choose; empty unless AMBIGUOUS. */
  readonly candidates: readonly string[]
  /** The text that could not be resolved, for reports; absent where resolved. */
  readonly unresolvedName?: string
  /** Whether it declares anything like an area: false for placeholders and for ways of delivery ("Online"). */
  readonly isDeclared: boolean
}

/**
 * By code in `uri` or `extent`, else by exact name or alias of `name` or `serviceArea`, else by the outline in `extent`
 * over the imported boundaries, else not (docs/standard.md 7). Nothing is ever taken for merely being alike.
 */
export function resolveServiceArea(area: ServiceArea, gazetteer: Gazetteer): ResolvedArea {
  const byCode = codesStated(area).flatMap((code) => gazetteer.findCurrent(code))
  if (byCode.length > 0) return found('CODE', byCode)
  const names = [area.name, area.serviceArea].filter((name) => name !== undefined && name.trim() !== '')
  const resolutions = names.map((name) => gazetteer.findByName(name ?? ''))
  for (const named of resolutions) if (named?.kind === 'FOUND') return found('NAME', named.areas)
  const outline = readExtent(area)
  const under = outline === undefined ? [] : measureOnce(area.extent ?? '', outline, gazetteer)
  if (under.length > 0) return { resolution: 'GEOMETRY', areas: under, candidates: [], isDeclared: true }
  const name = names[0]
  const unresolved = { areas: [], ...present({ unresolvedName: name?.trim() }) }
  const ambiguous = resolutions.find((named) => named?.kind === 'AMBIGUOUS')
  if (ambiguous?.kind === 'AMBIGUOUS') {
    const candidates = ambiguous.candidates.map((candidate) => candidate.code)
    return { ...unresolved, resolution: 'AMBIGUOUS', candidates, isDeclared: true }
  }
  const isDeclared = outline !== undefined || names.some((stated) => !isNoPlace(stated ?? ''))
  return { ...unresolved, resolution: 'UNRESOLVED', candidates: [], isDeclared }
}

function found(resolution: AreaResolution, areas: readonly CurrentArea[]): ResolvedArea {
  const served = areas.map(({ area, share }) => ({ code: area.code, share }))
  return { resolution, areas: served, candidates: [], isDeclared: true }
}

/** A council repeats its own outline on every record, and measuring one takes milliseconds. */
const measured = new WeakMap<Gazetteer, LRUCache<string, readonly ServedArea[]>>()

function measureOnce(extent: string, outline: Outline, gazetteer: Gazetteer): readonly ServedArea[] {
  const known = measured.get(gazetteer) ?? new LRUCache({ max: 200 })
  measured.set(gazetteer, known)
  const areas = known.get(extent) ?? areasUnder(outline, gazetteer)
  known.set(extent, areas)
  return areas
}

/** GSS codes stated: the last part of the URI's path, or an extent that is a code or such a URI. */
function codesStated(area: ServiceArea): readonly string[] {
  return [area.uri, area.extent]
    .flatMap((text) => (text === undefined || text.length > 500 ? [] : [text.trim().replace(/[/#]$/, '')]))
    .map((text) =>
      text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('#'), text.lastIndexOf('=')) + 1).toUpperCase(),
    )
    .filter(isGssCode)
}
