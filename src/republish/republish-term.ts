import { UNSTATED } from '../model/republished-words.ts'
import { type JsonObject, objectOf, objectsOf, stated, textOf } from './json-object.ts'

/** HSDS `taxonomy_term` from a GraphQL `TaxonomyTerm`: with the UK profile's `term`, and HSDS's code, language and `taxonomy_detail` besides. */
export function republishTerm(term: JsonObject): JsonObject {
  const taxonomy = objectOf(term['taxonomy'])
  const parents = objectsOf(term['parents'])
  return stated({
    id: term['uuid'],
    code: term['code'],
    name: term['name'],
    description: term['description'] ?? UNSTATED,
    parent_id: parents[0]?.['uuid'],
    // The standard has one; a term may have several, and a name says more than an id.
    parents: parents.map(republishParent),
    taxonomy: taxonomy?.['name'],
    taxonomy_id: taxonomy?.['uuid'],
    taxonomy_detail: taxonomy && republishTaxonomy(taxonomy),
    language: term['language'],
    term_uri: addressOf(term['uri']),
    term: term['name'],
  })
}

/** HSDS `taxonomy` from a GraphQL `Taxonomy`. */
export function republishTaxonomy(taxonomy: JsonObject): JsonObject {
  return stated({
    id: taxonomy['uuid'],
    name: taxonomy['name'],
    description: taxonomy['description'] ?? UNSTATED,
    uri: addressOf(taxonomy['uri']),
    version: taxonomy['version'],
  })
}

function addressOf(uri: unknown): string | undefined {
  const text = textOf(uri)
  return text !== undefined && URL.canParse(text) ? text : undefined
}

function republishParent({ uuid, name, uri, taxonomy }: JsonObject): JsonObject {
  const scheme = objectOf(taxonomy)
  const own = { id: uuid, name, taxonomy: scheme?.['name'], taxonomy_id: scheme?.['uuid'] }
  return stated({ ...own, term_uri: addressOf(uri) })
}
