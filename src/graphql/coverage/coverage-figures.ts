import { ageBandsOf } from '../../coverage/age-bands.ts'
import { mixOf, type Figures } from '../../coverage/area-figures.ts'
import type { Cluster } from '../../coverage/cluster.ts'
import { accessibleOf, completenessOf, otherLanguageOf } from '../../coverage/completeness.ts'
import { effectiveOrganizations, organizationConcentration } from '../../coverage/concentration.ts'
import { countOrganizations } from '../../coverage/count-services.ts'
import { deliveryMixOf, unplacedOf } from '../../coverage/delivery-mix.ts'
import { crossListedOf } from '../../coverage/duplication.ts'
import { freeShareOf } from '../../coverage/free-share.ts'
import { freshnessOf } from '../../coverage/freshness.ts'
import { qualityBandsOf } from '../../coverage/quality-bands.ts'
import { shareOf } from '../../coverage/share.ts'
import { builder } from '../builder.ts'
import {
  AgeBandCountRef,
  BasisMixRef,
  CompletenessRef,
  DeliveryMixRef,
  RateRef,
  ShareRef,
} from './coverage-measures.ts'
import { FreshnessRef } from '../service/freshness.ts'
import { QualityBandsRef } from '../service/quality-bands.ts'

/** A figure of the clusters alone; null where no ready feed covers the area. */
function ofClusters<T>(compute: (clusters: readonly Cluster[], figures: Figures) => T) {
  return (figures: Figures): T | undefined => {
    const clusters = figures.clusters()
    return clusters === undefined ? undefined : compute(clusters, figures)
  }
}

export const CoverageFiguresRef = builder.interfaceRef<Figures>('CoverageFigures').implement({
  description:
    'Figures of the services that count for an area, or for several together. Each is null where no ready feed covers it: unknown is not zero.',
  fields: (t) => ({
    serviceCount: t.int({
      nullable: true,
      description:
        'How many services, each counted once however many feeds list it: as `services` counts them under the same filter and areas.',
      resolve: (figures) => figures.counts()?.services,
    }),
    recordCount: t.int({
      nullable: true,
      description: "How many records of feeds, each publisher's listing counted.",
      resolve: (figures) => figures.counts()?.records,
    }),
    organizationCount: t.int({
      nullable: true,
      description: 'How many organizations offer them.',
      resolve: ofClusters(countOrganizations),
    }),
    siteCount: t.int({
      nullable: true,
      description: 'How many physical sites of theirs lie inside, each counted once.',
      resolve: (figures) => figures.siteCount(),
    }),
    unknownCount: t.int({
      nullable: true,
      description: 'How many services are left out because they do not state a fact filtered by.',
      resolve: (figures) => figures.unknownCount(),
    }),
    duplication: t.field({
      type: ShareRef,
      nullable: true,
      description: 'The share of records that repeat what another has published: records less services, of records.',
      resolve(figures) {
        const counts = figures.counts()
        return counts === undefined ? undefined : shareOf(counts.records - counts.services, counts.records)
      },
    }),
    crossListed: t.field({
      type: ShareRef,
      nullable: true,
      description: 'The share of services that two feeds or more list.',
      resolve: ofClusters(crossListedOf),
    }),
    taxonomyCoverage: t.field({
      type: ShareRef,
      nullable: true,
      description: 'The share of services with at least one term in the scheme of the rows, its own or mapped into it.',
      resolve: (figures) => figures.taxonomyCoverage(),
    }),
    ratePer1000: t.field({
      type: RateRef,
      nullable: true,
      description: 'Services per 1,000 people of the band asked for. Null where the population is not known.',
      resolve: (figures) => figures.ratePer1000(),
    }),
    basisMix: t.field({
      type: BasisMixRef,
      nullable: true,
      description: 'By what evidence they count.',
      resolve(figures) {
        const counts = figures.counts()
        return counts === undefined ? undefined : mixOf(counts)
      },
    }),
    freshness: t.field({
      type: FreshnessRef,
      nullable: true,
      description: 'How long ago they were last assured, the newest date of each counted.',
      resolve: ofClusters((clusters, { today }) => freshnessOf(clusters, today)),
    }),
    deliveryMix: t.field({
      type: DeliveryMixRef,
      nullable: true,
      description: 'How they are delivered.',
      resolve: ofClusters(deliveryMixOf),
    }),
    qualityBands: t.field({
      type: QualityBandsRef,
      nullable: true,
      description: 'How good their best records are. Null where none is scored.',
      resolve: ofClusters(qualityBandsOf),
    }),
    organizationConcentration: t.float({
      nullable: true,
      description:
        "Herfindahl's index: the sum of the squared shares of organizations, 1 where one offers everything. Null where no organization is known.",
      resolve: ofClusters(organizationConcentration),
    }),
    effectiveOrganizations: t.float({
      nullable: true,
      description: 'How many organizations of one size would be as concentrated. Null where no organization is known.',
      resolve: ofClusters(effectiveOrganizations),
    }),
    termDiversity: t.float({
      nullable: true,
      description:
        "How evenly the services spread over the scheme's top-level terms, 0 to 1: Shannon's index over the logarithm of how many of those terms any of the areas has. Null where that is under two.",
      resolve: (figures) => figures.termDiversity(),
    }),
    completeness: t.field({
      type: CompletenessRef,
      nullable: true,
      description: 'How much of what matters is stated.',
      resolve: ofClusters(completenessOf),
    }),
    free: t.field({
      type: ShareRef,
      nullable: true,
      description: 'The share that is free of charge, of those whose cost is known.',
      resolve: ofClusters(freeShareOf),
    }),
    unplaced: t.field({
      type: ShareRef,
      nullable: true,
      description:
        "The share that states no place, no area and no other way: they count for the publisher's area alone.",
      resolve: ofClusters(unplacedOf),
    }),
    outOfArea: t.field({
      type: ShareRef,
      nullable: true,
      description:
        "Of the records of feeds whose own area lies in the area, wherever they count: the share at sites that all lie outside their feed's area, as head offices do. Null where no feed's area lies in it.",
      resolve: (figures) => figures.outOfArea(),
    }),
    otherLanguage: t.field({
      type: ShareRef,
      nullable: true,
      description: 'The share that names a language other than English; how many name any is in `completeness`.',
      resolve: ofClusters(otherLanguageOf),
    }),
    accessible: t.field({
      type: ShareRef,
      nullable: true,
      description: 'The share that names an accessibility feature; the rest is unknown, not inaccessible.',
      resolve: ofClusters(accessibleOf),
    }),
    ageBands: t.field({
      type: [AgeBandCountRef],
      nullable: true,
      description: 'For people of which ages they are.',
      resolve: ofClusters(ageBandsOf),
    }),
  }),
})
