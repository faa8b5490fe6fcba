import type { StatedTerm } from '../../model/attribute.ts'
import type { Service } from '../../model/service.ts'
import { foldText, PART_BREAK } from '../../facts/fold-text.ts'
import { placeTexts } from './write-locations.ts'

/** The five columns of the text index, folded. */
export function textsOf(
  service: Service,
  terms: readonly StatedTerm[],
  areaNames: readonly string[],
): readonly string[] {
  const at = (service.serviceAtLocations ?? []).flatMap(({ location }) =>
    location === undefined ? [] : placeTexts(location),
  )
  const areas = (service.serviceAreas ?? []).flatMap(({ name, serviceArea }) => [name, serviceArea])
  const placeNames = (service.serviceAtLocations ?? []).flatMap(({ location }) => location?.name ?? [])
  const names = [service.name, service.alternateName].map((name = '') => foldText(name))
  const own = names.map((name) => withoutPlace(name, placeNames.map(foldText)))
  return [
    own,
    [service.organization?.name, service.organization?.alternateName],
    [...new Set(terms.map(({ name }) => name))],
    [service.description, service.eligibilityDescription, service.alert],
    // A name that was cut stays whole somewhere, for who types it in a row.
    [...at, ...areas, ...areaNames, ...names.filter((name) => !own.includes(name))],
  ].map((parts) => foldText(parts.filter(Boolean).join(` ${PART_BREAK} `)))
}

/** A folded name without the name of a place in it: a "family hub" that a group meets at makes it no group for families. */
function withoutPlace(name: string, placeNames: readonly string[]): string {
  const place = placeNames
    .filter((each) => each.includes(' ') && ` ${name} `.includes(` ${each} `))
    .toSorted((a, b) => b.length - a.length)[0]
  if (place === undefined) return name
  const own = ` ${name} `.replace(` ${place} `, ' ').trim()
  return own === '' ? name : own
}
