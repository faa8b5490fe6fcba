import { toId } from '../fields/text.ts'
import { isRawObject, isUnstated, listOf, publishedNames, rawObjects, statedAs } from '../raw-object.ts'
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

/** Where a link gives the id of a term alone. */
const REFERENCES = ['taxonomy', 'taxonomy_id', 'taxonomy_term_id'] as const

/** The terms listed under `name` as attributes of 3.x; each is a link with its `taxonomy` inside, or the term itself. */
export function termsAsAttributes(raw: RawObject, name: string, linkType?: string): readonly unknown[] {
  return moved(raw, name, (link) => termAsAttribute(link, linkType), raw)
}

/** A publisher's words for a thing that 3.x has no field for, as attributes with a value: comma-separated ones apart. */
export function wordsAsAttributes(raw: RawObject, name: string): readonly RawObject[] {
  const stated = raw[name]
  const words = Array.isArray(stated) ? stated : typeof stated === 'string' ? stated.split(',') : []
  return words
    .filter((word) => typeof word === 'string' && word.trim() !== '')
    .map((word: unknown) => ({ link_type: name, link_entity: 'service', ...itself('value', word, name) }))
}

/** Hangs the terms of `link_taxonomy` on the organization, cost option or area they are linked to, else on the service. */
export function attachLinks(service: RawObject, links: readonly unknown[]): RawObject {
  if (links.length === 0) return service
  const holders = new Map<string | symbol, unknown[]>()
  for (const [name, holder] of holdersIn(service)) holders.set(holderKey(name, toId(holder['id'])), [])
  const own: unknown[] = []
  for (const link of links) {
    if (!isRawObject(link)) {
      own.push(link)
      continue
    }
    const linkType = link['link_type']
    const attributes = holders.get(holderKey(HOLDERS.get(linkType), toId(link['link_id']))) ?? own
    attributes.push(termAsAttribute(link, typeof linkType === 'string' ? linkType : undefined))
  }
  const withLinks = (name: string, holder: unknown) =>
    isRawObject(holder) ? withAttributes(holder, holders.get(holderKey(name, toId(holder['id']))) ?? []) : holder
  const eachWithLinks = (name: string) => listOf(service[name]).map((holder) => withLinks(name, holder))
  return {
    ...withAttributes(service, own),
    organization: withLinks('organization', service['organization']),
    cost_options: eachWithLinks('cost_options'),
    service_areas: eachWithLinks('service_areas'),
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
  const stated = link[statedAs]
  const mark = typeof stated === 'string' ? { [statedAs]: stated } : {}
  const inner = termInside(link)
  // A term has its own name; a link only leads to one, or gives its id.
  if (inner === undefined && !isUnstated(link['name']))
    return { taxonomy_term: { ...link, [statedAs]: '' }, link_type: linkType, ...mark }
  const reference = REFERENCES.find((name) => toId(link[name]) !== undefined) ?? 'taxonomy'
  const { [inner?.name ?? reference]: taxonomy, ...rest } = link
  const term = inner?.term ?? { id: taxonomy, [statedAs]: '', [publishedNames]: { id: reference } }
  return { ...rest, link_type: linkType ?? rest['link_type'], taxonomy_term: term, ...mark }
}

function termInside(link: RawObject): { readonly name: string; readonly term: RawObject } | undefined {
  for (const name of ['taxonomy', 'taxonomys']) {
    const [first, ...others] = listOf(link[name])
    if (isRawObject(first) && others.length === 0)
      return { name, term: { ...first, [statedAs]: Array.isArray(link[name]) ? `${name}[0]` : name } }
  }
  return undefined
}

function withAttributes(holder: RawObject, attributes: readonly unknown[]): RawObject {
  return attributes.length === 0 ? holder : { ...holder, attributes: [...listOf(holder['attributes']), ...attributes] }
}
