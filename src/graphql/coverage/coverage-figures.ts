import { ageBandsOf } from '../../coverage/age-bands.ts'
import { mixOf, type Figures } from '../../coverage/area-figures.ts'
import type { Cluster } from '../../catalogue/figures/cluster.ts'
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
import { readAcross, SiteClusterRef } from './site-cluster.ts'
import { describeFigure } from '../../model/definitions/figure-definitions.ts'

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
      description: describeFigure('CoverageFigures.serviceCount'),
      resolve: (figures) => figures.counts()?.services,
    }),
    recordCount: t.int({
      nullable: true,
      description: describeFigure('CoverageFigures.recordCount'),
      resolve: (figures) => figures.counts()?.records,
    }),
    organizationCount: t.int({
      nullable: true,
      description: describeFigure('CoverageFigures.organizationCount'),
      resolve: ofClusters(countOrganizations),
    }),
    siteCount: t.int({
      nullable: true,
      description: describeFigure('CoverageFigures.siteCount'),
      resolve: (figures) => figures.siteCount(),
    }),
    siteClusters: t.field({
      type: [SiteClusterRef],
      nullable: true,
      description: describeFigure('CoverageFigures.siteClusters'),
      args: {
        across: t.arg.int({
          defaultValue: 24,
          description: 'Squares along the longer side of the box around all sites, 1 to 60; sites in one are together.',
        }),
      },
      resolve: (figures, { across }) => figures.siteClusters(readAcross(across ?? 24)),
    }),
    unknownCount: t.int({
      nullable: true,
      description: describeFigure('CoverageFigures.unknownCount'),
      resolve: (figures) => figures.unknownCount(),
    }),
    duplication: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('CoverageFigures.duplication'),
      resolve(figures) {
        const counts = figures.counts()
        return counts === undefined ? undefined : shareOf(counts.records - counts.services, counts.records)
      },
    }),
    crossListed: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('CoverageFigures.crossListed'),
      resolve: ofClusters(crossListedOf),
    }),
    taxonomyCoverage: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('CoverageFigures.taxonomyCoverage'),
      resolve: (figures) => figures.taxonomyCoverage(),
    }),
    ratePer1000: t.field({
      type: RateRef,
      nullable: true,
      description: describeFigure('CoverageFigures.ratePer1000'),
      resolve: (figures) => figures.ratePer1000(),
    }),
    basisMix: t.field({
      type: BasisMixRef,
      nullable: true,
      description: describeFigure('CoverageFigures.basisMix'),
      resolve(figures) {
        const counts = figures.counts()
        return counts === undefined ? undefined : mixOf(counts)
      },
    }),
    freshness: t.field({
      type: FreshnessRef,
      nullable: true,
      description: describeFigure('CoverageFigures.freshness'),
      resolve: ofClusters((clusters, { today }) => freshnessOf(clusters, today)),
    }),
    deliveryMix: t.field({
      type: DeliveryMixRef,
      nullable: true,
      description: describeFigure('CoverageFigures.deliveryMix'),
      resolve: ofClusters(deliveryMixOf),
    }),
    qualityBands: t.field({
      type: QualityBandsRef,
      nullable: true,
      description: describeFigure('CoverageFigures.qualityBands'),
      resolve: ofClusters(qualityBandsOf),
    }),
    organizationConcentration: t.float({
      nullable: true,
      description: describeFigure('CoverageFigures.organizationConcentration'),
      resolve: ofClusters(organizationConcentration),
    }),
    effectiveOrganizations: t.float({
      nullable: true,
      description: describeFigure('CoverageFigures.effectiveOrganizations'),
      resolve: ofClusters(effectiveOrganizations),
    }),
    termDiversity: t.float({
      nullable: true,
      description: describeFigure('CoverageFigures.termDiversity'),
      resolve: (figures) => figures.termDiversity(),
    }),
    completeness: t.field({
      type: CompletenessRef,
      nullable: true,
      description: describeFigure('CoverageFigures.completeness'),
      resolve: ofClusters(completenessOf),
    }),
    free: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('CoverageFigures.free'),
      resolve: ofClusters(freeShareOf),
    }),
    unplaced: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('CoverageFigures.unplaced'),
      resolve: ofClusters(unplacedOf),
    }),
    outOfArea: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('CoverageFigures.outOfArea'),
      resolve: (figures) => figures.outOfArea(),
    }),
    otherLanguage: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('CoverageFigures.otherLanguage'),
      resolve: ofClusters(otherLanguageOf),
    }),
    accessible: t.field({
      type: ShareRef,
      nullable: true,
      description: describeFigure('CoverageFigures.accessible'),
      resolve: ofClusters(accessibleOf),
    }),
    ageBands: t.field({
      type: [AgeBandCountRef],
      nullable: true,
      description: describeFigure('CoverageFigures.ageBands'),
      resolve: ofClusters(ageBandsOf),
    }),
  }),
})
