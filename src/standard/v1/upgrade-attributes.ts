import { readId } from '../fields/text.ts'
import { isRawObject, isUntold, rawObjects, toldAs } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { itself } from './itself.ts'
import { moved } from './moved.ts'

// Where 1.0's `link_type` leads: the objects of the 3.x shape that a term may hang on.
const HOLDERS: ReadonlyMap<unknown, string> = new Map([
  ['organization', 'organization'],
  ['cost_option', 'cost_options'],
  ['area', 'service_areas'],
  ['service_area', 'service_areas'],
])

/** The terms listed under `name` as attributes of 3.x; each is a link with its `taxonomy` inside, or the term itself. */
export function termsAsAttributes(raw: RawObject, name: string, linkType?: string): readonly RawObject[] {
  return moved(raw, name, (link) => termAsAttribute(link, linkType), raw)
}

/** A publisher's words for a thing that 3.x has no field for, as attributes with a value: comma-separated ones apart. */
export function wordsAsAttributes(raw: RawObject, name: string): readonly RawObject[] {
  const told = raw[name]
  const words = Array.isArray(told) ? told : typeof told === 'string' ? told.split(',') : []
  return words
    .filter((word) => typeof word === 'string' && word.trim() !== '')
    .map((word: unknown) => ({ link_type: name, link_entity: 'service', ...itself('value', word, name) }))
}

/** Hangs the terms of `link_taxonomy` on the organization, cost option or area they are linked to, else on the service. */
export function attachLinks(service: RawObject, links: readonly RawObject[]): RawObject {
  if (links.length === 0) return service
  const holders = new Map<string | symbol, RawObject[]>()
  for (const [name, holder] of holdersIn(service)) holders.set(holderKey(name, readId(holder, 'id')), [])
  const own: RawObject[] = []
  for (const link of links) {
    const linkType = link['link_type']
    const attributes = holders.get(holderKey(HOLDERS.get(linkType), readId(link, 'link_id'))) ?? own
    attributes.push(termAsAttribute(link, typeof linkType === 'string' ? linkType : undefined))
  }
  const withLinks = (name: string) =>
    rawObjects(service[name]).map((holder) =>
      withAttributes(holder, holders.get(holderKey(name, readId(holder, 'id'))) ?? []),
    )
  return {
    ...withAttributes(service, own),
    organization: withLinks('organization')[0],
    cost_options: withLinks('cost_options'),
    service_areas: withLinks('service_areas'),
  }
}

function holdersIn(service: RawObject): readonly (readonly [string, RawObject])[] {
  return [...new Set(HOLDERS.values())].flatMap((name) =>
    rawObjects(service[name]).map((holder) => [name, holder] as const),
  )
}

// Without an id nothing can be linked, so no two are alike.
function holderKey(name: string | undefined, id: string | undefined): string | symbol {
  return id === undefined ? Symbol('unlinked') : `${name} ${id}`
}

function termAsAttribute(link: RawObject, linkType: string | undefined): RawObject {
  const told = Reflect.get(link, toldAs)
  const mark = typeof told === 'string' ? { [toldAs]: told } : {}
  const { taxonomy } = link
  const inner = isRawObject(taxonomy) ? taxonomy : rawObjects(link['taxonomys'])[0]
  // A term has its own name; a link only leads to one, or gives its id.
  if (inner === undefined && !isUntold(link['name']))
    return { taxonomy_term: { ...link, [toldAs]: '' }, link_type: linkType, ...mark }
  const place = isRawObject(taxonomy) ? 'taxonomy' : 'taxonomys[0]'
  const term = inner === undefined ? { id: taxonomy } : { ...inner, [toldAs]: place }
  return { id: link['id'], link_type: linkType, taxonomy_term: term, ...mark }
}

function withAttributes(holder: RawObject, attributes: readonly RawObject[]): RawObject {
  return attributes.length === 0
    ? holder
    : { ...holder, attributes: [...rawObjects(holder['attributes']), ...attributes] }
}
