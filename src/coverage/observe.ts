import type { CatalogueReader, FeedStanding } from '../catalogue/catalogue-reader.ts'
import { inTurns } from '../catalogue/steps.ts'
import { type Area, isOfFew } from '../geography/area.ts'
import type { FeedConfig } from '../model/feed.ts'
import {
  ANY_TERM_KEY,
  OBSERVED_BASES,
  type Observation,
  type ObservedArea,
  type ObservedBasis,
  type ObservedCount,
  type ObservedCounts,
  type ObservedPeople,
  schemeKeyOf,
  type SmallAreaType,
} from '../model/observation.ts'
import { present } from '../model/present.ts'
import { createParts, type Parts } from './coverage-parts.ts'
import type { CoverageSource } from './coverage-question.ts'
import { type CoveringFeed, isReady, positionOf } from './feed-reach.ts'
import { keyOfPeople, observePeople } from './population-change.ts'

/** Counts of so many areas are held in memory together. */
const AREAS_TOGETHER = 20

/**
 * Looks at the figures as they stand: what `coverage` counts without a filter, for each area that a feed bears on, by each
 * term in use and each basis; of wards and small areas those of the kinds named. Undefined before any feed is ready, and while records are made again by other rules or wait to be matched. Gives way to others between its steps.
 */
export async function observe(
  reader: CatalogueReader,
  configured: readonly FeedConfig[],
  smallAreaTypes: readonly SmallAreaType[] = [],
): Promise<Observation | undefined> {
  const feeds = coveringFeeds(configured, reader.feeds.feedStandings())
  if (!feeds.some(isReady) || !reader.history.isSettled()) return undefined
  const gazetteer = reader.areas.gazetteer()
  const source: CoverageSource = {
    figures: reader.figures,
    gazetteer,
    feeds,
    smallAreas: reader.figures.smallAreas(),
    smallAreasIn: reader.figures.smallAreaLookup(),
  }
  const areas = gazetteer.areas.filter(
    (area) =>
      (isOfFew(area) || smallAreaTypes.some((type) => type === area.type)) &&
      area.successors.length === 0 &&
      feeds.some((feed) => positionOf(feed, area.code, gazetteer) !== 'APART'),
  )
  const keys = reader.history.keys()
  const observed: ObservedArea[] = []
  const people: Record<string, ObservedPeople[string]> = {}
  for (let from = 0; from < areas.length; from += AREAS_TOGETHER) {
    const together = areas.slice(from, from + AREAS_TOGETHER)
    for (const area of await inTurns(() => observeAreas(together, keys, source))) observed.push(area)
    Object.assign(
      people,
      await inTurns(() => Object.fromEntries(together.map((area) => [area.code, observePeople(area, source)]))),
    )
  }
  const generation = Number(reader.generation())
  const frame = { ...reader.history.frame(), populations: keyOfPeople(people) }
  return { generation, frame, people, keys, areas: observed }
}

/** The feeds as coverage sees them, in the order of the configuration. */
export function coveringFeeds(
  configured: readonly Pick<FeedConfig, 'slug' | 'name' | 'areas' | 'scope'>[],
  standings: readonly FeedStanding[],
): readonly CoveringFeed[] {
  const bySlug = new Map(standings.map((standing) => [standing.slug, standing]))
  return configured.map(({ slug, name, areas, scope }) => {
    const standing = bySlug.get(slug)
    const state = standing?.state ?? 'MISSING'
    return { slug, name, areas, state, ...present({ scope, detailedShare: standing?.detailedShare }) }
  })
}

function observeAreas(
  areas: readonly Area[],
  keys: readonly string[],
  source: CoverageSource,
): readonly ObservedArea[] {
  const schemes = keys.filter((key) => key.startsWith(SCHEME))
  const terms = keys.filter((key) => key !== ANY_TERM_KEY && !key.startsWith(SCHEME))
  const byBasis = new Map(
    OBSERVED_BASES.map((basis) => [basis, countAll({ areas, schemes, terms, basis }, source)] as const),
  )
  return areas.map(({ code }) => {
    const at = (basis: ObservedBasis): Counted => byBasis.get(basis) ?? failOn(basis)
    const countsOf = (key: string): ObservedCounts => ({
      AVAILABLE: at('AVAILABLE').count(key, code),
      SERVES: at('SERVES').count(key, code),
      LOCATED: at('LOCATED').count(key, code),
      PUBLISHER: at('PUBLISHER').count(key, code),
    })
    return {
      code,
      reach: { publisher: at('PUBLISHER').parts.reach(code), others: at('AVAILABLE').parts.reach(code) },
      counts: new Map(keys.map((key) => [key, countsOf(key)])),
    }
  })
}

const SCHEME = schemeKeyOf('')

interface Counted {
  readonly parts: Parts
  count(key: string, code: string): ObservedCount
}

interface Asked {
  readonly areas: readonly Area[]
  readonly schemes: readonly string[]
  readonly terms: readonly string[]
  readonly basis: ObservedBasis
}

/** What one basis counts, all of it worked out. */
function countAll({ areas, schemes, terms, basis }: Asked, source: CoverageSource): Counted {
  const parts = createParts(
    {
      ...{ filter: {}, unknowns: 'EXCLUDE', basis },
      selected: { areas, recoded: [] },
      comparators: [],
      rows: terms,
      ...{ schemes: [], schemeTerms: [], band: 'ALL', classifiedShare: 1, today: '' },
    },
    source,
  )
  const { counts } = parts
  const groups = schemes.map((key) => ({ schemes: [key.slice(SCHEME.length)] }))
  const ofSchemes = source.figures.countCells(
    { filter: {}, unknowns: 'EXCLUDE', basis },
    areas.map(({ code }) => [code]),
    groups,
  )
  const rows = new Map(terms.map((term, row) => [term, row]))
  const columns = new Map(areas.map(({ code }, column) => [code, column]))
  return {
    parts,
    count(key, code) {
      if (key === ANY_TERM_KEY) return { ...counts.servicesIn(code), possible: 0 }
      const row = rows.get(key)
      if (row !== undefined) return { ...counts.cellOf(row, code), possible: counts.unknownCellOf(row, code) }
      const count = ofSchemes[schemes.indexOf(key)]?.[columns.get(code) ?? -1]
      if (count === undefined) throw new Error(`Nothing was counted by ${key} in ${code}.`)
      return { ...count, possible: 0 }
    },
  }
}

function failOn(basis: ObservedBasis): never {
  throw new Error(`Nothing was counted by ${basis}.`)
}
