import type { JsonObject } from '../republish/json-object.ts'

/** A table of HSDS as its tabular package has it: an object's own fields, by the keys of what they belong to. */
export interface StandardTable {
  /** Of the resource, as the standard names the object. */
  readonly name: string
  readonly file: string
  readonly columns: readonly string[]
  /** Under which names its objects stand in nested records. */
  readonly nestedAs: readonly string[]
}

const table = (name: string, file: string, columns: string, ...nestedAs: readonly string[]): StandardTable => ({
  name,
  file: `${file}.csv`,
  columns: columns.split(' '),
  nestedAs,
})

/** The tables of HSDS 3.1, and `statement`: what republishing says of records, such as source, licence and original id, which its attributes can't without a term. */
export const STANDARD_TABLES: readonly StandardTable[] = [
  table(
    'service',
    'services',
    'id organization_id program_id name alternate_name description url email status interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age maximum_age assured_date licenses alert last_modified',
  ),
  table(
    'organization',
    'organizations',
    'id name alternate_name description email website tax_status tax_id year_incorporated legal_status logo uri parent_organization_id',
    'organization',
  ),
  table('program', 'programs', 'id organization_id name alternate_name description', 'program', 'programs'),
  table('service_at_location', 'service_at_location', 'id service_id location_id description', 'service_at_locations'),
  table(
    'location',
    'locations',
    'id location_type url name alternate_name description transportation latitude longitude external_identifier external_identifier_type',
    'location',
  ),
  table(
    'address',
    'addresses',
    'id location_id attention address_1 address_2 city region state_province postal_code country address_type',
    'addresses',
  ),
  table(
    'phone',
    'phones',
    'id location_id service_id organization_id contact_id service_at_location_id number extension type description',
    'phones',
  ),
  table(
    'contact',
    'contacts',
    'id organization_id service_id service_at_location_id location_id name title department email',
    'contacts',
  ),
  table(
    'schedule',
    'schedules',
    'id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link attending_type notes',
    'schedules',
  ),
  table('funding', 'funding', 'id organization_id service_id source', 'funding'),
  table(
    'service_area',
    'service_areas',
    'id service_id service_at_location_id name description extent extent_type uri',
    'service_areas',
  ),
  table('required_document', 'required_documents', 'id service_id document uri', 'required_documents'),
  table('language', 'languages', 'id service_id location_id phone_id name code note', 'languages'),
  table('accessibility', 'accessibility', 'id location_id description details url', 'accessibility'),
  table(
    'cost_option',
    'cost_options',
    'id service_id valid_from valid_to option currency amount amount_description',
    'cost_options',
  ),
  table(
    'organization_identifier',
    'organization_identifiers',
    'id organization_id identifier_scheme identifier_type identifier',
    'organization_identifiers',
  ),
  table('url', 'urls', 'id organization_id service_id label url', 'additional_urls', 'additional_websites'),
  table(
    'service_capacity',
    'service_capacities',
    'id service_id available maximum description updated unit',
    'capacities',
  ),
  table('attribute', 'attributes', 'id link_id taxonomy_term_id link_type link_entity value label', 'attributes'),
  table('statement', 'statements', 'id link_id link_entity link_type value'),
  table(
    'taxonomy_term',
    'taxonomy_terms',
    'id code name description parent_id taxonomy language taxonomy_id term_uri',
    'taxonomy_term',
  ),
  table('taxonomy', 'taxonomies', 'id name description uri version', 'taxonomy_detail'),
  table(
    'metadata',
    'metadata',
    'id resource_id resource_type last_action_date last_action_type field_name previous_value replacement_value updated_by',
    'metadata',
  ),
]

const NESTED = new Map(STANDARD_TABLES.flatMap((each) => each.nestedAs.map((name) => [name, each.name] as const)))

/** Objects that several services nest: each stands once, by its id. */
const SHARED: ReadonlySet<string> = new Set(['organization', 'location', 'taxonomy_term', 'taxonomy', 'program'])

/** Calls `add` with each object in a nested service, the service first, under the name of its table; what was seen under an id before is passed over with all in it. */
export function flattenService(
  service: JsonObject,
  seen: Set<string>,
  add: (table: string, object: JsonObject) => void,
): void {
  visit('service', service)

  function visit(name: string, object: JsonObject): void {
    const id = String(object['id'])
    if (SHARED.has(name)) {
      if (seen.has(id)) return
      seen.add(id)
    }
    add(tableOf(name, object), linked(name, object))
    for (const [member, value] of Object.entries(object)) {
      const nested = NESTED.get(member)
      if (nested === undefined || typeof value !== 'object') continue
      for (const each of [value].flat()) if (isObject(each)) visit(nested, each)
    }
  }
}

function tableOf(name: string, object: JsonObject): string {
  return name === 'attribute' && object['taxonomy_term_id'] === undefined ? 'statement' : name
}

/** With what the nesting says: the programme of a service, and the words of an area or arrangement under HSDS's own name. */
function linked(name: string, object: JsonObject): JsonObject {
  const { program, service_area: area, accessibility, description } = object
  if (name === 'service' && isObject(program)) return { ...object, program_id: program['id'] }
  if (name === 'service_area') return { ...object, description: description ?? area }
  return name === 'accessibility' ? { ...object, description: description ?? accessibility } : object
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
