import { uuidOf } from '../model/record-uuid.ts'
import { NOT_STATED, UNSTATED } from '../model/republished-words.ts'
import { type JsonObject, objectOf, objectsOf, stated, textOf } from './json-object.ts'
import { republishSchedule } from './republish-schedule.ts'
import { republishTerm } from './republish-term.ts'

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What holds a part: its kind in the standard, and its UUID. */
export interface Holder {
  readonly kind: string
  readonly id: string
}

/** By the name of a GraphQL list or object, what its members are in the standard. */
const KINDS: Readonly<Record<string, string>> = {
  addresses: 'address',
  accessibility: 'accessibility',
  additionalUrls: 'url',
  additionalWebsites: 'url',
  attributes: 'attribute',
  capacities: 'service_capacity',
  contacts: 'contact',
  costOptions: 'cost_option',
  funding: 'funding',
  languages: 'language',
  metadata: 'metadata',
  organizationIdentifiers: 'organization_identifier',
  phones: 'phone',
  program: 'program',
  programs: 'program',
  requiredDocuments: 'required_document',
  schedules: 'schedule',
  serviceAreas: 'service_area',
}

/** Texts that the standard requires. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  address: ['address_1', 'city', 'state_province', 'postal_code', 'country'],
  organization: ['name', 'description'],
  organization_identifier: ['identifier_type'],
  program: ['name', 'description'],
  metadata: [
    ...['resource_id', 'resource_type', 'last_action_date', 'last_action_type'],
    ...['field_name', 'previous_value', 'replacement_value', 'updated_by'],
  ],
}

/** Fields of GraphQL that the standard says otherwise, or not at all; whoever asks for them says how. */
const OTHERWISE: ReadonlySet<string> = new Set([
  ...['id', 'uuid', '__typename', 'descriptionHtml', 'organization', 'location', 'service', 'serviceAtLocations'],
  ...['feed', 'originId', 'sourceUrl', 'fetchedAt', 'detail', 'extensions', 'alsoListedBy', 'attendingTypes', 'free'],
  ...['parentOrganizationId', 'precision', 'taxonomyTerm'],
])

/**
 * An object of the standard from its GraphQL object: every field by the same name in snake case, parts under theirs, without
 * what says nothing. Its id is its UUID, or one made of its publisher's id and its holder's. A text that is required and was
 * not stated is `UNSTATED`, and an attribute names the field.
 */
export function standardObject(source: JsonObject, kind: string, holder?: Holder): JsonObject {
  const id = textOf(source['uuid']) ?? partId(source, kind, holder)
  const own = { kind, id }
  const members = Object.entries(source)
    .filter(([name]) => !OTHERWISE.has(name))
    .map(([name, value]): readonly [string, unknown] => [snakeCase(name), membersOf(name, value, own)])
  const { descriptionHtml } = source
  return withRequired(
    {
      id,
      ...(kind === 'metadata' ? {} : linkTo(holder)),
      ...stated(Object.fromEntries(members)),
      ...stated({ description: textOf(descriptionHtml) ?? source['description'], x_extensions: source['extensions'] }),
    },
    kind,
    REQUIRED[kind] ?? [],
  )
}

/** The object with a value in place of what the standard requires and was not stated, and an attribute for each that says so. */
export function withRequired(
  members: JsonObject,
  kind: string,
  names: readonly string[],
  value: string = UNSTATED,
): JsonObject {
  const lacking = names.filter((name) => members[name] === undefined)
  if (lacking.length === 0) return members
  const id = String(members['id'])
  const said = lacking.map((name) => attributeOf({ kind, id }, NOT_STATED, name))
  return {
    ...members,
    ...Object.fromEntries(lacking.map((name) => [name, value])),
    ...(kind === 'metadata' ? {} : { attributes: [...objectsOf(members['attributes']), ...said] }),
  }
}

/** HSDS `attribute` by which a republished object says something of itself. */
export function attributeOf({ kind, id }: Holder, linkType: string, value: string, label?: string): JsonObject {
  return stated({
    id: uuidOf(`attribute:${linkType}:${value}`, id),
    link_id: id,
    link_type: linkType,
    link_entity: kind,
    value,
    label,
  })
}

function membersOf(name: string, value: unknown, holder: Holder): unknown {
  const kind = KINDS[name]
  // Of an arrangement for disabled people one field has the name of the list.
  if (kind === undefined || typeof value !== 'object') return typeof value === 'object' ? undefined : value
  if (!Array.isArray(value)) {
    const one = objectOf(value)
    return one && partOf(one, kind, holder)
  }
  return objectsOf(value).map((each) => partOf(each, kind, holder))
}

function partOf(part: JsonObject, kind: string, holder: Holder): JsonObject {
  if (kind === 'schedule') {
    const { attributes, metadata, id, ...others } = part
    const besides = standardObject({ id, attributes, metadata }, kind, holder)
    return { ...besides, ...republishSchedule(others) }
  }
  if (kind === 'attribute') return republishAttribute(part, holder)
  if (kind === 'address') return withAddressType(standardObject(part, kind, holder))
  return standardObject(part, kind, holder)
}

function republishAttribute(attribute: JsonObject, holder: Holder): JsonObject {
  const term = objectOf(attribute['taxonomyTerm'])
  const { linkType, linkEntity, value, label } = attribute
  return stated({
    id: partId(attribute, 'attribute', holder),
    link_id: holder.id,
    link_type: linkType,
    link_entity: linkEntity,
    ...{ value, label, x_extensions: attribute['extensions'] },
    taxonomy_term_id: term?.['uuid'],
    taxonomy_term: term && republishTerm(term),
  })
}

function withAddressType(address: JsonObject): JsonObject {
  const type = textOf(address['address_type'])?.toLowerCase()
  return type === undefined
    ? withRequired(address, 'address', ['address_type'], 'physical')
    : { ...address, address_type: type }
}

/** The publisher's id where it is a UUID; else one of it and of what holds the part. */
function partId(part: JsonObject, kind: string, holder: Holder | undefined): string {
  const id = textOf(part['id']) ?? ''
  return UUID.test(id) ? id : uuidOf(`${kind}:${id}`, holder?.id)
}

/** Parts name what holds them where the standard has a name for that. */
function linkTo(holder: Holder | undefined): JsonObject {
  return holder === undefined || !LINKED.has(holder.kind) ? {} : { [`${holder.kind}_id`]: holder.id }
}

const LINKED: ReadonlySet<string> = new Set([
  ...['service', 'service_at_location', 'organization', 'location', 'contact', 'phone'],
])

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll(/(?<=[a-z])(?=\d)/g, '_')
}
