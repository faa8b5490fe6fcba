import type { FeedsReader } from '../../catalogue/catalogue-reader.ts'
import { builder } from '../builder.ts'
import { NameCountRef } from '../service/facet-counts.ts'
import { FreshnessRef } from '../service/freshness.ts'
import { QualityBandsRef } from '../service/quality-bands.ts'

type Content = ReturnType<FeedsReader['feedContent']>

export const FeedContentRef = builder.objectRef<Content>('FeedContent').implement({
  description: 'What the active services of a feed hold. Shares are 0 to 1, and null where it has no active service.',
  fields: (t) => {
    const share = (name: keyof Content['shares'], what: string) =>
      t.float({
        nullable: true,
        description: `The share of services with ${what}.`,
        resolve: ({ shares }) => shares[name],
      })
    return {
      withTaxonomyTerm: share('taxonomyTerm', 'at least one taxonomy term'),
      withCoordinates: share('coordinates', 'a place with coordinates'),
      withPostcode: share('postcode', 'a place with a whole postcode'),
      withServiceArea: share('serviceArea', 'a declared service area'),
      withSchedule: share('schedule', 'a schedule'),
      withContact: share('contact', 'a phone number, an e-mail address or a web address'),
      withOrganization: share('organization', 'an organization'),
      freshness: t.expose('freshness', {
        type: FreshnessRef,
        nullable: false,
        description: 'How long ago the services were assured.',
      }),
      qualityBands: t.expose('qualityBands', {
        type: QualityBandsRef,
        nullable: true,
        description: 'How the services score for quality. Null where none is scored.',
      }),
      unresolvedAreaNames: t.expose('unresolvedAreaNames', {
        type: [NameCountRef],
        nullable: false,
        description: 'Names of service areas that no gazetteer knows, the most frequent first; 50 at most.',
      }),
      unmappedTerms: t.expose('unmappedTerms', {
        type: [NameCountRef],
        nullable: false,
        description: 'Taxonomy terms that no shared scheme knows, the most frequent first; 50 at most.',
      }),
    }
  },
})
