import { toId } from './fields/text.ts'
import { isRawObject, isUnstated } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

/** A feed's own list of terms as published, by id in lower case; each with its scheme and its broader terms, where the feed's lists have them. */
export type ListedTerms = ReadonlyMap<string, RawObject>

/** Broader terms above one another; a hierarchy that goes round in a circle ends here too. */
const MOST_BROADER = 20

/** The terms of `/taxonomy_terms`, with what `/taxonomies` says of their schemes (HSDS-UK 3.0); those of ORUK 1.0, which `/taxonomies` lists, name their schemes themselves. */
export function joinListedTerms(terms: readonly RawObject[], taxonomies: readonly RawObject[]): ListedTerms {
  const schemes = byId(taxonomies)
  const plain = byId(terms)

  function whole(term: RawObject, broader: number): RawObject {
    const scheme = schemes.get(idOf(term, 'taxonomy_id'))
    const parent = broader === 0 ? undefined : plain.get(idOf(term, 'parent_id'))
    const isNested = ['taxonomy', 'taxonomy_detail'].some((key) => isRawObject(term[key]))
    return {
      ...term,
      ...(scheme === undefined || isNested ? {} : { taxonomy_detail: scheme }),
      ...(parent === undefined || isRawObject(term['parent']) ? {} : { parent: whole(parent, broader - 1) }),
    }
  }

  return new Map([...plain].map(([id, term]) => [id, whole(term, MOST_BROADER)]))
}

/** The record with each term that it names by id alone as the feed's list has it; what the record says itself stands. */
export function withListedTerms(raw: RawObject, listed: ListedTerms): RawObject {
  const members = Object.entries(raw).map(([key, value]) => [key, fill(value, listed)] as const)
  const filled: RawObject = { ...raw, ...Object.fromEntries(members) }
  const nested = filled['taxonomy_term']
  const own = isRawObject(nested) ? nested : {}
  if (!isUnstated(nested) && (!isRawObject(nested) || !isUnstated(own['name']))) return filled
  const term = listed.get(idOf(own, 'id') || idOf(raw, 'taxonomy_term_id'))
  if (term === undefined) return filled
  return { ...filled, taxonomy_term: { ...own, ...term, ...stated(own) } }
}

function fill(value: unknown, listed: ListedTerms): unknown {
  if (Array.isArray(value)) return value.map((member) => fill(member, listed))
  return isRawObject(value) ? withListedTerms(value, listed) : value
}

function stated(raw: RawObject): RawObject {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => !isUnstated(value)))
}

function byId(items: readonly RawObject[]): ReadonlyMap<string, RawObject> {
  return new Map(items.map((item) => [idOf(item, 'id'), item]))
}

function idOf(raw: RawObject, key: string): string {
  return toId(raw[key])?.toLowerCase() ?? ''
}
