import { fieldNames } from './field-names.ts'
import type { Extensions } from '../model/location.ts'
import { MAX_TEXT_CHARACTERS } from './fields/text.ts'
import { isRawObject } from './raw-object.ts'
import type { RawObject } from './reading-context.ts'

// Foreign keys that leak in camelCase or from a database: they repeat what nesting says.
const FOREIGN_KEYS = new Set(
  fieldNames(
    'serviceId organizationId organisationId locationId serviceAtLocationId contactId',
    'service_id organization_id location_id service_at_location_id linkid program_id contact_id',
  ),
)

/** The members of `raw` that are neither in `known` nor foreign keys nor empty, as received; undefined where none. */
export function readExtensions(
  raw: RawObject,
  known: ReadonlySet<string>,
  further?: Readonly<Record<string, unknown>>,
): Extensions | undefined {
  let extensions: Record<string, unknown> | undefined
  for (const key in raw) {
    if (known.has(key) || FOREIGN_KEYS.has(key) || isEmpty(raw[key])) continue
    extensions ??= {}
    extensions[key] = boundTexts(raw[key])
  }
  return further === undefined ? extensions : { ...extensions, ...further }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return Array.isArray(value) && value.length === 0
}

// The value itself unless a text in it is too long; nesting is bounded when the body is parsed.
function boundTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.length > MAX_TEXT_CHARACTERS ? value.slice(0, MAX_TEXT_CHARACTERS) : value
  if (!hasLongText(value)) return value
  if (Array.isArray(value)) return value.map(boundTexts)
  return isRawObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, boundTexts(member)]))
    : value
}

function hasLongText(value: unknown): boolean {
  if (typeof value === 'string') return value.length > MAX_TEXT_CHARACTERS
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongText)
}
