import { isRawObject, listOf } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { present } from '../../model/present.ts'

// Deeper than any scheme; a longer label is no path.
const MAX_LEVELS = 10

/**
 * Labels that hold a path, as terms with broader terms: "Low Income>Unemployed" is Unemployed under Low Income.
 * Evidence: Placecube's audiences and categories (Bristol, 2024: "Parents>Grandparents").
 */
export function correctHierarchyInLabels(raw: RawObject): RawObject {
  const attributes = listOf(raw['attributes'])
  if (!attributes.some((attribute) => isRawObject(attribute) && hasPath(attribute))) return raw
  return {
    ...raw,
    attributes: attributes.map((attribute) =>
      isRawObject(attribute) && hasPath(attribute) ? withParents(attribute) : attribute,
    ),
  }
}

function hasPath(attribute: RawObject): boolean {
  const term = attribute['taxonomy_term']
  return isRawObject(term) && typeof term['name'] === 'string' && term['name'].includes('>')
}

function withParents(attribute: RawObject): RawObject {
  const term = attribute['taxonomy_term']
  if (!isRawObject(term) || typeof term['name'] !== 'string') return attribute
  const labels = term['name']
    .split('>')
    .map((label) => label.trim())
    .filter((label) => label !== '')
  if (labels.length > MAX_LEVELS) return attribute
  const own = labels.pop()
  const scheme = { taxonomy: term['taxonomy'], vocabulary: term['vocabulary'] }
  let parent: RawObject | undefined
  for (const name of labels) parent = { name, ...scheme, ...present({ parent }) }
  return { ...attribute, taxonomy_term: { ...term, name: own, ...present({ parent }) } }
}
