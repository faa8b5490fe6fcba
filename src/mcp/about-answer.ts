import { z } from 'zod'
import type { OutputSchema } from './output-schema.ts'

const Source = z.object({
  slug: z.string(),
  publisher: z.string(),
  licence: z.string().nullable(),
  attribution: z.string().nullable(),
  report: z.object({
    state: z.string(),
    asOf: z.string().nullable(),
    code: z.string().nullable(),
    reason: z.string().nullable(),
  }),
})
const Sources = z.object({ feeds: z.array(Source) })

/** On what an answer rests, and what must be known when reading it. */
export interface About {
  /** The oldest of the last complete lists of the feeds that are up to date. */
  readonly asOf?: string
  readonly feeds: string
  /** A sentence for each feed that is not up to date. */
  readonly notFresh?: readonly string[]
  /** How the sources are to be named. */
  readonly attribution?: readonly string[]
  readonly remarks: readonly string[]
}

const MOST_SENTENCES = 12
const LIST = { type: 'array', items: { type: 'string' } } as const

/** The form of `About`. */
export const ABOUT_SCHEMA: OutputSchema = {
  type: 'object',
  description: "The gateway's own words: on what the answer rests and what must be known when reading it.",
  properties: {
    asOf: {
      type: 'string',
      description: 'What the feeds that are up to date list is complete as of this instant, or later.',
    },
    feeds: { type: 'string', description: 'How many feeds there are, and how many are up to date.' },
    notFresh: { ...LIST, description: 'Feeds that are missing, incomplete or old, and why.' },
    attribution: { ...LIST, description: 'How to name the sources, with their licences.' },
    remarks: { ...LIST, description: 'Totals, what is unknown, what was cut, and how to go on.' },
  },
}

/** Of the data of the operation `Sources` and an answer's own: sources are those of the records in it, or all where it names no feed. */
export function aboutAnswer(
  sources: unknown,
  data: object,
  { remarks, attribution }: Pick<About, 'remarks' | 'attribution'>,
): About {
  const { feeds } = Sources.parse(sources)
  const fresh = feeds.filter(({ report }) => report.state === 'FRESH')
  const named = new Set(slugsIn(data))
  const shown = named.size === 0 ? feeds : feeds.filter(({ slug }) => named.has(slug))
  const notFresh = shorten(feeds.flatMap(describeState))
  const [asOf] = fresh.flatMap(({ report }) => report.asOf ?? []).toSorted()
  return {
    ...(asOf !== undefined && { asOf }),
    feeds: `${fresh.length} of ${feeds.length} feeds are up to date.`,
    ...(notFresh.length > 0 && { notFresh }),
    attribution: attribution ?? [...new Set(shown.map(attribute))],
    remarks,
  }
}

function describeState({ publisher, slug, report }: z.infer<typeof Source>): readonly string[] {
  const { state, reason, code } = report
  return state === 'FRESH' ? [] : [`${publisher} (${slug}): ${[state, reason ?? code].filter(Boolean).join(', ')}`]
}

function shorten(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - MOST_SENTENCES
  return more <= 0 ? sentences : [...sentences.slice(0, MOST_SENTENCES), `And ${more} more, which list_feeds names.`]
}

function attribute({ publisher, licence, attribution }: z.infer<typeof Source>): string {
  return [attribution ?? publisher, ...(licence === null ? [] : [licence])].join(', ')
}

/** Slugs of the feeds that records anywhere below name as theirs. */
function slugsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => (key === 'feed' ? slugOf(member) : slugsIn(member)))
}

function slugOf(feed: unknown): readonly string[] {
  return typeof feed === 'object' && feed !== null && 'slug' in feed && typeof feed.slug === 'string' ? [feed.slug] : []
}
