import { statesGroup } from '../catalogue/figures/record-facts.ts'
import type { FieldGroup } from '../model/field-groups.ts'
import type { Cluster } from '../catalogue/figures/cluster.ts'
import { countHaving } from './cluster.ts'
import { shareOf, type Share } from './share.ts'

/** A share of the clusters for each group. */
export type Completeness = Readonly<Record<Exclude<FieldGroup, 'otherLanguage'>, Share>>

/**
 * M19 completeness: for each group of fields, clusters with a record that states any of it / all clusters. contact: a
 * phone, e-mail or web address; place: a location or a service area; cost: fees or a cost option; eligibility: an age or a
 * description of who may come; description: 50 characters or more.
 */
export function completenessOf(clusters: readonly Cluster[]): Completeness {
  const share = (group: FieldGroup): Share =>
    shareOf(
      countHaving(clusters, (facts) => statesGroup(facts, group)),
      clusters.length,
    )
  return {
    contact: share('contact'),
    place: share('place'),
    schedule: share('schedule'),
    cost: share('cost'),
    eligibility: share('eligibility'),
    accessibility: share('accessibility'),
    language: share('language'),
    description: share('description'),
  }
}

/**
 * M25 otherLanguage: clusters with a record that names any language other than English / all clusters. How many name any
 * language at all is `completeness.language`.
 */
export function otherLanguageOf(clusters: readonly Cluster[]): Share {
  return shareOf(
    countHaving(clusters, (facts) => statesGroup(facts, 'otherLanguage')),
    clusters.length,
  )
}

/** M25 accessible: clusters with a record that names any accessibility feature of a place / all clusters; the rest is unknown, not inaccessible. */
export function accessibleOf(clusters: readonly Cluster[]): Share {
  return shareOf(
    countHaving(clusters, (facts) => statesGroup(facts, 'accessibility')),
    clusters.length,
  )
}
