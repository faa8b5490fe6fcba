import type { Extended, Extensions } from '../model/attribute.ts'
import type { RequestContext } from './context.ts'

type Showing = Pick<RequestContext, 'showAssurers' | 'withholdPersonal'>

// Records of their own, with extensions of their own; and changes, which name persons.
const APART = new Set(['serviceAtLocations', 'extensions', 'metadata'])

/** An object's own properties outside HSDS, less those that identify an assurer unless they are shown; null where none. */
export function shownExtensions({ extensions }: Extended, showing: Showing): unknown {
  if (extensions === undefined) return null
  return showing.showAssurers ? extensions : showing.withholdPersonal(extensions)
}

/** The same of a whole record: those of its parts follow by their place in it, as in `phones[0].department`. */
export function shownExtensionsOfRecord(record: Extended, showing: Showing): Extensions | null {
  const shown = Object.fromEntries(extensionsIn(record, '', showing))
  return Object.keys(shown).length > 0 ? shown : null
}

function* extensionsIn(value: unknown, path: string, showing: Showing): Generator<[string, unknown]> {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield* extensionsIn(member, `${path}[${index}]`, showing)
  } else if (typeof value === 'object' && value !== null) {
    const prefix = path === '' ? '' : `${path}.`
    const own = shownExtensions(value, showing)
    if (typeof own === 'object' && own !== null)
      for (const [key, member] of Object.entries(own)) yield [`${prefix}${key}`, member]
    for (const [key, member] of Object.entries(value))
      if (!APART.has(key)) yield* extensionsIn(member, `${prefix}${key}`, showing)
  }
}
