/** A service with all that the measured questions ask for, as plain data. */
export interface MemoryService {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly status: string | null
  readonly feed: { readonly slug: string }
  readonly organization: { readonly name: string | null } | null
  readonly serviceAtLocations: readonly object[]
  readonly taxonomyTerms: readonly { readonly uri: string; readonly name: string }[]
}

/** The fields of a service with its organization, places and terms. */
export const SERVICE_FIELDS = `id name description status feed { slug } organization { name }
  serviceAtLocations { location { name latitude longitude addresses { address1 city postalCode } } }
  taxonomyTerms { uri name }`
