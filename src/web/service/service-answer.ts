import { z } from 'zod'

const text = z.string().nullable()
const Named = z.object({ name: z.string() })

const Phone = z.object({
  number: z.string(),
  e164: text,
  extension: text,
  description: text,
  type: text,
})
export type Phone = z.infer<typeof Phone>

const Schedule = z.object({
  inWords: text,
  freq: text,
  interval: z.number().nullable(),
  byday: text,
  opensAt: text,
  closesAt: text,
  closed: z.boolean().nullable(),
  unreadable: z.array(z.string()),
  scheduleLink: text,
})
export type Schedule = z.infer<typeof Schedule>

const Place = z.object({
  id: z.string(),
  phones: z.array(Phone),
  schedules: z.array(Schedule),
  location: z
    .object({
      ...{ name: text, description: text, transportation: text, url: text },
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      precision: z.string(),
      addresses: z.array(
        z.object({ address1: text, address2: text, city: text, stateProvince: text, postalCode: text }),
      ),
      accessibility: z.array(z.object({ accessibility: text, description: text, details: text })),
    })
    .nullable(),
})
export type Place = z.infer<typeof Place>

const Feed = z.object({
  ...{ slug: z.string(), name: z.string(), publisher: z.string(), licence: text, attribution: text },
  statedPublisher: z.object({ email: text, website: text }).nullable(),
  report: z.object({ state: z.string(), reason: text }),
})

const Service = z.object({
  ...{ id: z.string(), originId: z.string(), name: z.string(), alternateName: text, status: text, alert: text },
  ...{ description: text, descriptionHtml: text, url: text, email: text },
  additionalUrls: z.array(z.object({ label: text, url: z.string() })),
  phones: z.array(Phone),
  contacts: z.array(z.object({ name: text, title: text, department: text, email: text, phones: z.array(Phone) })),
  organization: z.object({ name: text, description: text, website: text, email: text }).nullable(),
  minimumAge: z.number().nullable(),
  maximumAge: z.number().nullable(),
  hasUnreadableAges: z.boolean(),
  eligibilityDescription: text,
  free: z.boolean().nullable(),
  ...{ fees: text, feesDescription: text },
  costOptions: z.array(
    z.object({ option: text, amount: z.number().nullable(), currency: text, amountDescription: text }),
  ),
  nextOpening: z.object({ date: z.string(), opensAt: text, closesAt: text, certain: z.boolean() }).nullable(),
  schedules: z.array(Schedule),
  ...{ applicationProcess: text, waitTime: text, interpretationServices: text, accreditations: text, licenses: text },
  attendingTypes: z.array(z.string()),
  requiredDocuments: z.array(z.object({ document: text })),
  languages: z.array(z.object({ name: text })),
  serviceAtLocations: z.array(Place),
  serviceAreas: z.array(z.object({ name: text, serviceArea: text })),
  deliveryClass: z.string(),
  taxonomyTerms: z.array(z.object({ uri: z.string(), name: z.string(), taxonomy: Named })),
  quality: z.object({ band: z.string() }),
  issues: z.array(z.object({ code: z.string(), severity: z.string(), message: z.string(), path: z.string() })),
  alsoListedBy: z.array(z.object({ id: z.string(), name: z.string(), feed: z.object({ publisher: z.string() }) })),
  cluster: z.object({
    conflicts: z.array(
      z.object({
        field: z.string(),
        values: z.array(
          z.object({ value: z.unknown(), service: z.object({ feed: z.object({ publisher: z.string() }) }) }),
        ),
      }),
    ),
  }),
  ...{ assuredDate: text, lastModified: text, fetchedAt: z.string(), detail: z.string(), sourceUrl: text },
  feed: Feed,
})
/** A service as a person reads it. */
export type ReadService = z.infer<typeof Service>

/** The answer of `ServiceAsAPersonReadsIt`; null where the id is unknown or gone. */
export const ServiceAnswer = z.object({ service: Service.nullable() })
