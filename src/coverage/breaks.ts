import type { Gazetteer } from '../geography/gazetteer.ts'
import type { KeptObservation, ObservationFrame, ObservedFeed } from '../model/observation.ts'
import { isReady, positionOf } from './feed-reach.ts'

/** What besides the world may change a count. */
export type BreakKind =
  | 'FEED_CAME'
  | 'FEED_WENT'
  | 'FEED_REREAD'
  | 'FEED_DETAILED'
  | 'AREA_RECODED'
  | 'MATCHING_CHANGED'
  | 'PLACING_CHANGED'
  | 'TERMS_CHANGED'
  | 'DEFINITIONS_CHANGED'
  | 'DECISIONS_CHANGED'
  | 'POPULATIONS_CHANGED'

/** Why a figure can't be compared with the one before: something besides the world changed what is counted, or what rates are per. */
export interface Break {
  readonly kind: BreakKind
  readonly message: string
  /** RFC 3339: the look that first counted so, and the one before. */
  readonly at: string
  readonly since: string
  /** Slug of the feed that it is about. */
  readonly feed?: string
  /** The version, share of records held in full, or people, before and from then on; absent where none differs or was not known. */
  readonly from?: string
  readonly to?: string
}

/** A break between two looks that follow one another, with the areas whose counts it bears on. */
export interface FrameBreak extends Break {
  /** Whether it bears on the area; `isChanged` says whether anything that is shown of the area changed at that look. */
  bearsOn(area: string, isChanged: boolean): boolean
}

/** Figures can't be wrong by a share of details that is as small as that, in hundredths. */
const DETAILED_PERCENT = 1

/** What besides the world was not the same at the later of two looks. */
export function breaksBetween(
  before: KeptObservation,
  after: KeptObservation,
  gazetteer: Gazetteer,
): readonly FrameBreak[] {
  const [old, now] = [before.frame, after.frame]
  const span = { at: after.at, since: before.at }
  return [
    ...feedBreaks(old, now).map(({ feeds, ...each }) => ({
      ...each,
      ...span,
      // Services of a feed may also serve areas beyond its own.
      bearsOn: (area: string, isChanged: boolean) =>
        isChanged ||
        (each.kind !== 'FEED_DETAILED' && feeds.some((feed) => positionOf(feed, area, gazetteer) !== 'APART')),
    })),
    ...ruleBreaks(old, now).map(({ isAlways, ...each }) => ({
      ...each,
      ...span,
      bearsOn: (_area: string, isChanged: boolean) => isAlways || isChanged,
    })),
  ]
}

type Stated = Omit<Break, 'at' | 'since'>

function feedBreaks(old: ObservationFrame, now: ObservationFrame): (Stated & { feeds: readonly ObservedFeed[] })[] {
  const slugs = new Set([...old.feeds, ...now.feeds].map(({ slug }) => slug))
  return [...slugs].flatMap((slug) => {
    const [was, is] = [old, now].map(({ feeds }) => feeds.find((feed) => feed.slug === slug))
    const stated = feedBreak(slug, was, is)
    return stated === undefined ? [] : [{ ...stated, feeds: [was, is].filter((feed) => feed !== undefined) }]
  })
}

function feedBreak(feed: string, was: ObservedFeed | undefined, is: ObservedFeed | undefined): Stated | undefined {
  const [wasReady, nowReady] = [was, is].map((each) => each !== undefined && isReady(each))
  const name = is?.name ?? was?.name ?? feed
  if (!wasReady && !nowReady) return undefined
  if (!wasReady || was === undefined) return { kind: 'FEED_CAME', feed, message: `${name} is counted from then on.` }
  if (!nowReady || is === undefined) return { kind: 'FEED_WENT', feed, message: `${name} is not counted from then on.` }
  if (was.readBy !== is.readBy)
    return {
      kind: 'FEED_REREAD',
      ...{ feed, from: was.readBy, to: is.readBy },
      message: `${name} is read by ${is.readBy}, before by ${was.readBy}.`,
    }
  if (was.readWith !== is.readWith)
    return {
      kind: 'FEED_REREAD',
      feed,
      message: `${name} is read from another address or by another configuration (dialect, quirks, areas).`,
    }
  if (Math.abs((was.detailedPercent ?? 0) - (is.detailedPercent ?? 0)) < DETAILED_PERCENT) return undefined
  return {
    kind: 'FEED_DETAILED',
    ...{ feed, from: `${was.detailedPercent ?? 0} %`, to: `${is.detailedPercent ?? 0} %` },
    message: `Of ${name} ${is.detailedPercent ?? 0} % of the records are held in full, before ${was.detailedPercent ?? 0} %.`,
  }
}

function ruleBreaks(old: ObservationFrame, now: ObservationFrame): (Stated & { isAlways: boolean })[] {
  const versions = (kind: BreakKind, rules: keyof ObservationFrame['rules'], what: string) => {
    const [from, to] = [old.rules[rules], now.rules[rules]]
    return from === to ? [] : [{ kind, from, to, message: `${what} by ${to}, before by ${from}.`, isAlways: true }]
  }
  const other = (kind: BreakKind, part: 'geography' | 'terms' | 'decisions', message: string, isAlways: boolean) =>
    old[part] === now[part] ? [] : [{ kind, message, isAlways }]
  const placing = versions('PLACING_CHANGED', 'placing', 'Services are placed in areas')
  return [
    ...versions('MATCHING_CHANGED', 'matching', 'Records are held to be one service'),
    ...placing,
    // The version of the rules is a part of the geography's.
    ...(placing.length > 0
      ? []
      : other('PLACING_CHANGED', 'geography', 'Areas, boundaries or postcodes are others than before.', true)),
    ...other('TERMS_CHANGED', 'terms', 'Schemes, or the mappings between terms, are others than before.', true),
    ...versions('DEFINITIONS_CHANGED', 'coverage', 'Figures are defined'),
    ...other(
      'DECISIONS_CHANGED',
      'decisions',
      'People had decided otherwise, or not yet, which records are one service.',
      false,
    ),
  ]
}
