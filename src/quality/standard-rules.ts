/** What the standard says of one property. A `date` is only described in words there, so breaking it warns; all else fails. */
export interface FieldRule {
  readonly type: 'string' | 'number' | 'boolean' | 'object' | 'array'
  readonly format?: 'uuid' | 'uri' | 'email' | 'date' | 'date-time'
  readonly oneOf?: readonly string[]
  /** The object that this, or each of this, is. */
  readonly of?: string
}

/** What the standard says of one object: properties that must be there, and rules for those that are; others are allowed. */
interface ObjectRules {
  readonly required: readonly string[]
  readonly fields: Readonly<Record<string, FieldRule>>
}

/** The objects of a standard by name; `service` and `root` are where checking begins. */
export type StandardRules = Readonly<Record<string, ObjectRules>>

const text: FieldRule = { type: 'string' }
const id: FieldRule = { type: 'string', format: 'uuid' }
const uri: FieldRule = { type: 'string', format: 'uri' }
const email: FieldRule = { type: 'string', format: 'email' }
const date: FieldRule = { type: 'string', format: 'date' }
const number: FieldRule = { type: 'number' }
const list = (of: string): FieldRule => ({ type: 'array', of })
const one = (of: string): FieldRule => ({ type: 'object', of })
const among = (...oneOf: readonly string[]): FieldRule => ({ type: 'string', oneOf })
const texts = (...names: readonly string[]): Readonly<Record<string, FieldRule>> =>
  Object.fromEntries(names.map((name) => [name, text]))

const STATUS = among('active', 'inactive', 'defunct', 'temporarily closed')
const PLACE = among('physical', 'postal', 'virtual')

/** Open Referral UK 3.0 (docs/standard.md 2), in our own statement. */
export const ORUK_3: StandardRules = {
  root: { required: ['version', 'profile', 'openapi_url'], fields: { version: text, profile: uri, openapi_url: uri } },
  service: {
    required: ['id', 'name', 'status'],
    fields: {
      ...texts('name', 'description', 'fees', 'accreditations', 'alert'),
      ...{
        id,
        organization_id: id,
        url: uri,
        email,
        status: STATUS,
        minimum_age: number,
        maximum_age: number,
        assured_date: date,
      },
      ...{
        assurer_email: email,
        last_modified: { type: 'string', format: 'date-time' },
        organization: one('organization'),
      },
      ...{
        schedules: list('schedule'),
        service_areas: list('service_area'),
        service_at_locations: list('service_at_location'),
      },
      ...{
        languages: list('language'),
        funding: list('funding'),
        cost_options: list('cost_option'),
        contacts: list('contact'),
      },
      attributes: list('attribute'),
    },
  },
  organization: {
    required: ['id', 'name', 'description'],
    fields: {
      ...texts('name', 'description', 'logo'),
      ...{ id, email, website: uri, uri, parent_organization_id: id },
      ...{ organization_identifiers: list('organization_identifier'), attributes: list('attribute') },
    },
  },
  organization_identifier: {
    required: ['id', 'identifier_type', 'identifier'],
    fields: { id, ...texts('identifier_scheme', 'identifier_type', 'identifier') },
  },
  service_at_location: { required: ['id'], fields: { id, service_id: id, location_id: id, location: one('location') } },
  location: {
    required: ['id', 'location_type'],
    fields: {
      ...texts('name', 'description', 'external_identifier', 'external_identifier_type'),
      ...{ id, location_type: PLACE, latitude: number, longitude: number },
      ...{ addresses: list('address'), accessibility: list('accessibility'), attributes: list('attribute') },
    },
  },
  address: {
    required: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
    fields: {
      ...texts('attention', 'address_1', 'city', 'region', 'state_province', 'postal_code', 'country'),
      id,
      location_id: id,
      address_type: PLACE,
    },
  },
  accessibility: {
    required: ['id'],
    fields: { ...texts('accessibility', 'description', 'details'), id, location_id: id, url: uri },
  },
  service_area: {
    required: ['id'],
    fields: { ...texts('name', 'extent', 'extent_type', 'service_area', 'uri'), id, service_id: id },
  },
  schedule: {
    required: ['id'],
    fields: {
      ...texts('byday', 'bymonthday', 'description', 'opens_at', 'closes_at', 'attending_type', 'notes'),
      ...{ id, service_id: id, service_at_location_id: id, freq: among('WEEKLY', 'MONTHLY'), interval: number },
      ...{ valid_from: date, valid_to: date, dtstart: date, schedule_link: uri },
    },
  },
  cost_option: {
    required: ['id'],
    fields: {
      ...texts('option', 'amount_description'),
      id,
      service_id: id,
      amount: number,
      valid_from: date,
      valid_to: date,
    },
  },
  funding: { required: ['id'], fields: { id, service_id: id, source: text } },
  language: { required: ['id'], fields: { id, service_id: id, phone_id: id } },
  contact: { required: ['id'], fields: { id, service_id: id, name: text, title: text } },
  attribute: {
    required: ['id'],
    fields: { id, link_id: id, taxonomy_term_id: id, link_type: text, taxonomy_term: one('taxonomy_term') },
  },
  taxonomy_term: {
    required: ['id', 'name', 'description'],
    fields: { ...texts('name', 'description', 'taxonomy', 'term'), id, parent_id: id, taxonomy_id: id, term_uri: uri },
  },
}

/** Open Referral UK 1.0 (docs/standard.md 3.4), in our own statement; it has no info document at its root. */
export const ORUK_1: StandardRules = {
  service: {
    required: ['id', 'name', 'organization'],
    fields: {
      ...texts('id', 'name', 'description', 'fees', 'accreditations', 'assured_date'),
      ...{ url: text, email, status: STATUS, organization: one('organization') },
      deliverable_type: among(
        'Advice',
        'Assessment',
        'Counselling',
        'Equipment',
        'Financial Support',
        'Information',
        'Permission',
        'Training',
      ),
      attending_type: among('phone', 'online', 'venue', 'home visit'),
      attending_access: among('referral', 'appointment', 'membership', 'drop-in'),
      ...{
        service_areas: list('service_area'),
        regular_schedules: list('regular_schedule'),
        eligibilitys: list('eligibility'),
      },
      ...{
        service_at_locations: list('service_at_location'),
        cost_options: list('cost_option'),
        contacts: list('contact'),
      },
      ...{ languages: list('language'), service_taxonomys: list('service_taxonomy') },
    },
  },
  organization: {
    required: ['id', 'name', 'description'],
    fields: { ...texts('id', 'name', 'description', 'logo'), email, url: uri, uri },
  },
  service_area: { required: ['id'], fields: texts('id', 'service_area', 'extent', 'uri') },
  regular_schedule: {
    required: ['id'],
    fields: texts('id', 'opens_at', 'closes_at', 'byday', 'bymonthday', 'description', 'dtstart', 'freq'),
  },
  eligibility: { required: ['id'], fields: { id: text, eligibility: text, minimum_age: number, maximum_age: number } },
  service_at_location: { required: ['id'], fields: { id: text, location: one('location') } },
  location: {
    required: ['id'],
    fields: {
      ...texts('id', 'name', 'description'),
      latitude: number,
      longitude: number,
      physical_addresses: list('physical_address'),
    },
  },
  physical_address: {
    required: ['id'],
    fields: texts('id', 'address_1', 'city', 'state_province', 'postal_code', 'country'),
  },
  cost_option: { required: ['id'], fields: { ...texts('id', 'option', 'amount_description'), amount: number } },
  contact: { required: ['id'], fields: texts('id', 'name', 'title') },
  language: { required: ['id'], fields: texts('id', 'language') },
  service_taxonomy: { required: ['id'], fields: { id: text, taxonomy: one('taxonomy') } },
  taxonomy: { required: ['id', 'name'], fields: texts('id', 'name', 'vocabulary') },
}
