// What the sample councils hold, in a neutral shape between the generator and the dialects their server speaks.
// This room stands outside the gateway: it imports nothing from src, and src nothing from it but through the demo command.
import { z } from 'zod'

/** A row of `organizations.ndjson`. */
export const SampleOrganization = z.strictObject({
  id: z.string(),
  name: z.string(),
  alternateName: z.string().optional(),
  description: z.string(),
  email: z.string().optional(),
  website: z.string().optional(),
  legalStatus: z.string().optional(),
  yearIncorporated: z.number().optional(),
  parentOrganizationId: z.string().optional(),
  identifiers: z.array(z.strictObject({ scheme: z.string(), type: z.string(), identifier: z.string() })).optional(),
})
export type SampleOrganization = z.infer<typeof SampleOrganization>

/** A row of `locations.ndjson`; `district` and `ward` are the truth about where it lies and never go over the wire. */
export const SampleLocation = z.strictObject({
  id: z.string(),
  type: z.enum(['physical', 'postal', 'virtual']),
  name: z.string().optional(),
  description: z.string().optional(),
  transportation: z.string().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  uprn: z.string().optional(),
  address1: z.string().optional(),
  city: z.string().optional(),
  postalCode: z.string().optional(),
  accessibility: z.array(z.string()).optional(),
  district: z.string(),
  ward: z.string(),
})
export type SampleLocation = z.infer<typeof SampleLocation>

/** One recurrence; `locationId` names the place it is for where a service has several. */
export const SampleSchedule = z.strictObject({
  freq: z.enum(['WEEKLY', 'MONTHLY']),
  interval: z.number().optional(),
  byday: z.string().optional(),
  bymonthday: z.string().optional(),
  dtstart: z.string().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  opensAt: z.string().optional(),
  closesAt: z.string().optional(),
  description: z.string().optional(),
  attendingType: z.string().optional(),
  locationId: z.string().optional(),
})
export type SampleSchedule = z.infer<typeof SampleSchedule>

/** Where a service says it is offered: by name, by URI of an area, or by a GeoJSON extent. */
export const SampleArea = z.strictObject({
  name: z.string().optional(),
  uri: z.string().optional(),
  extent: z.string().optional(),
})
export type SampleArea = z.infer<typeof SampleArea>

/** A row of `services.ndjson`; empty strings and impossible values are kept as a council would publish them. */
export const SampleService = z.strictObject({
  id: z.string(),
  name: z.string(),
  alternateName: z.string().optional(),
  description: z.string(),
  url: z.string().optional(),
  email: z.string().optional(),
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  fees: z.string().optional(),
  accreditations: z.string().optional(),
  applicationProcess: z.string().optional(),
  eligibility: z.string().optional(),
  waitTime: z.string().optional(),
  minimumAge: z.number().optional(),
  maximumAge: z.number().optional(),
  assuredDate: z.string().optional(),
  assurerEmail: z.string().optional(),
  alert: z.string().optional(),
  created: z.string(),
  modified: z.string(),
  organizationId: z.string().optional(),
  locationIds: z.array(z.string()).optional(),
  attending: z.array(z.enum(['in person', 'online', 'phone', 'home visit'])).optional(),
  schedules: z.array(SampleSchedule).optional(),
  areas: z.array(SampleArea).optional(),
  languages: z.array(z.string()).optional(),
  costs: z
    .array(
      z.strictObject({
        option: z.string().optional(),
        amount: z.number().optional(),
        amountDescription: z.string().optional(),
      }),
    )
    .optional(),
  funding: z.array(z.string()).optional(),
  contacts: z
    .array(
      z.strictObject({
        name: z.string().optional(),
        title: z.string().optional(),
        email: z.string().optional(),
        phone: z.string().optional(),
      }),
    )
    .optional(),
  phones: z.array(z.strictObject({ number: z.string(), description: z.string().optional() })).optional(),
  termIds: z.array(z.string()).optional(),
})
export type SampleService = z.infer<typeof SampleService>

/** A row of `taxonomy-terms.ndjson`. */
export const SampleTerm = z.strictObject({
  id: z.string(),
  taxonomyId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  code: z.string().optional(),
  uri: z.string().optional(),
  parentId: z.string().optional(),
})
export type SampleTerm = z.infer<typeof SampleTerm>

/** A row of `taxonomies.ndjson`. */
export const SampleTaxonomy = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  uri: z.string().optional(),
  version: z.string().optional(),
})
export type SampleTaxonomy = z.infer<typeof SampleTaxonomy>

/** Everything one publisher holds, rows in the order its list gives them. */
export interface CouncilRecords {
  readonly organizations: readonly SampleOrganization[]
  readonly locations: readonly SampleLocation[]
  readonly services: readonly SampleService[]
  readonly taxonomies: readonly SampleTaxonomy[]
  readonly terms: readonly SampleTerm[]
}
