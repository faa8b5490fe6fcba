import type { StoredService } from '../../model/stored-records.ts'
import { markHits } from '../../catalogue/search/mark-hits.ts'
import type { ServiceHit } from '../../catalogue/service-query.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'

/** Where the words of a search occur in one field of a record. */
export interface Highlight {
  readonly field: string
  readonly snippet: string
}

export const HighlightRef = builder.objectRef<Highlight>('Highlight').implement({
  description: 'Where words of `text` occur in a record.',
  fields: (t) => ({
    field: t.exposeString('field', {
      nullable: false,
      description:
        'The field: name, alternateName, organization, taxonomyTerms, description, eligibilityDescription, alert, locations or serviceAreas. Open: others may be added.',
    }),
    snippet: t.exposeString('snippet', {
      nullable: false,
      description:
        'The text around the first hit as HTML: each hit between <mark> and </mark>, everything else escaped, so that it may stand in a page as it is. Cut with … where the text is longer.',
    }),
  }),
})

/** One highlight for each field in which the words searched occur, the weightiest field first; empty without a text. */
export function readHighlights(stored: StoredService, hit: ServiceHit, context: RequestContext): readonly Highlight[] {
  const { searched } = hit
  if (searched === undefined) return []
  return fieldsOf(stored, context).flatMap(([field, texts]) => {
    const snippet = texts.map((text) => (text === undefined ? undefined : markHits(text, searched.parts))).find(Boolean)
    return snippet === undefined ? [] : [{ field, snippet }]
  })
}

type Field = readonly [name: string, texts: readonly (string | undefined)[]]

/** The fields that a text is searched in, weightiest first. */
function fieldsOf(stored: StoredService, { loaders }: RequestContext): readonly Field[] {
  const { service } = stored
  const organizations = loaders.organizationOfService.follow(stored)
  const locations = loaders.locationsOfService.follow(stored)
  return [
    ['name', [service.name]],
    ['alternateName', [service.alternateName]],
    ['organization', organizations.flatMap(({ organization }) => [organization.name, organization.alternateName])],
    ['taxonomyTerms', loaders.termsOfService.follow(stored).map(({ name }) => name)],
    [
      'locations',
      locations.flatMap(({ location }) => [location.name, location.alternateName, ...addressesOf(location)]),
    ],
    ['serviceAreas', (service.serviceAreas ?? []).flatMap(({ name, serviceArea }) => [name, serviceArea])],
    ['description', [service.description]],
    ['eligibilityDescription', [service.eligibilityDescription]],
    ['alert', [service.alert]],
  ]
}

function addressesOf({ addresses }: { readonly addresses?: readonly Address[] }): string[] {
  return (addresses ?? []).map(({ address1, address2, city, region, stateProvince, postalCode }) =>
    [address1, address2, city, region, stateProvince, postalCode].filter(Boolean).join(', '),
  )
}

type Address = {
  readonly [line in 'address1' | 'address2' | 'city' | 'region' | 'stateProvince' | 'postalCode']?: string
}
