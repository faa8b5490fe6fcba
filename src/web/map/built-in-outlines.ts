import { z } from 'zod'

import facts from '../data/outlines.json' with { type: 'json' }
import { type Ring, unpackRings } from './packed-rings.ts'
import { ringsOf } from './rings-of.ts'

const Facts = z.object({ attribution: z.string(), rings: z.record(z.string(), z.string()) })
const { attribution, rings } = Facts.parse(facts)

/** To be shown wherever a built-in outline is. */
export const OUTLINES_ATTRIBUTION = attribution

/** The generalised rings of a district of the United Kingdom, by its GSS code of 2025; empty where it is none. */
export function findBuiltInRings(code: string): readonly Ring[] {
  return unpackRings(Object.hasOwn(rings, code) ? (rings[code] ?? '') : '')
}

/** The rings of an area as imported in GeoJSON, else the built-in ones of its code; empty where neither is had. */
export function outlineOf(
  code: string,
  boundary: unknown,
): { readonly rings: readonly Ring[]; readonly isBuiltIn: boolean } {
  const imported = ringsOf(boundary)
  const isBuiltIn = imported.length === 0
  return { rings: isBuiltIn ? findBuiltInRings(code) : imported, isBuiltIn }
}
