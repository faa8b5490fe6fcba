// Reads and checks the configuration, all problems at once. The room must not know how a feed is fetched, read or shown.
import { z } from 'zod'

import type { Access } from '../model/access.ts'
import type { FeedCredentials } from '../model/credentials.ts'
import type { FeedConfig, RequestBudget } from '../model/feed.ts'
import type { Outbound } from '../model/outbound.ts'
import type { SmallAreaType } from '../model/observation.ts'
import type { Site } from '../model/site.ts'
import { AccessFile } from './access-file.ts'
import { CredentialsFile } from './credentials-file.ts'
import { NetworkFile } from './network-file.ts'
import { PostcodeProviderFile } from './postcode-provider-file.ts'
import { SiteFile } from './site-file.ts'

/** Human units in the file; one ceiling on requests, stated as a rate or as a number per so many minutes. */
export const BudgetFile = z
  .union(
    [
      z.strictObject({ requestsPerSecond: z.number().positive().max(1_000) }),
      z.strictObject({ requests: z.int().positive(), perMinutes: z.number().positive() }),
    ],
    { error: 'is no budget: write {"requestsPerSecond": 5} or {"requests": 100, "perMinutes": 15}' },
  )
  .describe('A ceiling on requests: a rate, or a number in any window of so many minutes.')
export type BudgetFile = z.infer<typeof BudgetFile>

const text = (what: string) =>
  z
    .string({ error: `must be ${what}` })
    .trim()
    .min(1, `is empty: write ${what}`)

function host() {
  return z.string().regex(/^[a-z0-9.:-]+$/i, 'is no host: write one such as api.example.org, without http:// and path')
}

const wallTime = z
  .string({ error: 'must be a time such as "22:00"' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day: write one such as "22:00"')

/** One feed as the file has it. */
export const FeedFile = z.strictObject({
  slug: z
    .string({ error: 'must be a short name such as "northam"' })
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'may have only a to z, 0 to 9 and single dashes between them')
    .max(40, 'is longer than 40 characters: shorten it')
    .describe("Stable short name; part of every record's id, so it must not change."),
  name: text('the name people know the directory by').describe('The name people know the directory by.'),
  publisher: text('the name of who publishes it').describe('Who publishes the feed.'),
  url: z
    .string({ error: 'must be an http(s) address' })
    .describe('Base address; `/services` is below it, or it is the list itself.'),
  secretParameters: z
    .array(text('the name of a parameter'))
    .optional()
    .describe(
      'Parameters of `url` whose values are shown and logged nowhere. key, token, sig, apikey, code and the like are secret without being named.',
    ),
  credentials: CredentialsFile.optional().describe(
    'What opens the feed, where it does not answer everybody; each value by the name of an environment variable or of a file.',
  ),
  areas: z
    .array(z.string().regex(/^[EKNSW]\d{8}$/, 'is no GSS code: write a letter and eight digits, such as E06000023'))
    .default([])
    .describe("GSS codes of the publisher's own areas."),
  licence: text('the licence as the publisher states it')
    .optional()
    .describe('As the publisher states it; leave out where it does not.'),
  attribution: text('how the publisher wants to be named').optional().describe('How the publisher is to be named.'),
  scope: text('what the publisher includes')
    .optional()
    .describe('What the publisher includes ("all ages", "families").'),
  trust: z
    .int({ error: 'must be a whole number' })
    .min(0, 'must be at least 0')
    .max(100, 'is over 100')
    .optional()
    .describe(
      "How far this feed's telephone numbers, addresses and pages are believed before those of other feeds that list the same service: the highest wins, whatever date a feed gives itself; unset: 0.",
    ),
  quirks: z.array(text('the name of a quirk')).default([]).describe('Named oddities of this feed to correct.'),
  dialect: text('the name of a dialect').optional().describe('Dialect by name, only where its shape does not decide.'),
  enabled: z.boolean({ error: 'must be true or false' }).default(true).describe('Whether the feed is asked.'),
  reason: text('why it is not enabled').optional().describe('Why it is not enabled; required then.'),
  refreshIntervalMinutes: z
    .number({ error: 'must be a number of minutes' })
    .min(1, "is under a minute: councils' servers are small")
    .max(10_080, 'is over a week')
    .optional()
    .describe('Minutes between two refreshes of this feed, where it differs.'),
  budget: BudgetFile.optional().describe("Ceiling on requests to this feed, besides its host's."),
  pageSize: z
    .int({ error: 'must be a whole number' })
    .min(1, 'must be at least 1')
    .max(1_000, 'is over 1,000: a page must fit in 50 MB')
    .default(100)
    .describe('Records asked for per page.'),
  requirePass: z
    .boolean({ error: 'must be true or false' })
    .default(false)
    .describe('Whether the feed counts only once its verification has passed, that is, none of its checks failed.'),
  crawlWindow: z
    .strictObject({ from: wallTime, to: wallTime })
    .refine(({ from, to }) => from !== to, 'is empty: let it end at another time than it begins')
    .optional()
    .describe('London times between which the list is read, such as {"from": "22:00", "to": "06:00"}; unset: any.'),
})
export type FeedFile = z.infer<typeof FeedFile>

/** Files of schemes and mappings, paths relative to the feeds file. */
export const TaxonomiesFile = z.strictObject({
  schemes: z
    .array(text('the path of a file'))
    .default([])
    .describe(
      'Files of schemes: LGA lists (CSV), SKOS (JSON-LD), Open Eligibility (XML), plain CSV, and CSV of how publishers write schemes.',
    ),
  crosswalks: z
    .array(text('the path of a file'))
    .default([])
    .describe('Files of mappings between terms: reviewed ones (CSV), or an LGA mapping list (JSON).'),
  proposeByLabel: z
    .boolean({ error: 'must be true or false' })
    .default(false)
    .describe(
      'Whether a local term also counts as close to a shared one of the same label, which nobody has reviewed.',
    ),
})
export type TaxonomiesFile = z.infer<typeof TaxonomiesFile>

/** The whole file, `feeds.config.json`. */
export const FeedsFile = z
  .strictObject({
    $schema: z.string().optional().describe('Where the schema of this file is, for editors.'),
    contact: text('an address of yours')
      .optional()
      .describe('An e-mail or web address of yours, stated to every council in the User-Agent.'),
    showAssurers: z
      .boolean({ error: 'must be true or false' })
      .default(false)
      .describe(
        'Whether the identities of the people who assured records may be shown; false withholds them everywhere.',
      ),
    refreshIntervalMinutes: FeedFile.shape.refreshIntervalMinutes
      .unwrap()
      .default(60)
      .describe('Minutes between two refreshes of a feed.'),
    allowPrivateHosts: z
      .array(host())
      .default([])
      .describe('Hosts that feeds may be on although they are private or this very machine.'),
    hosts: z
      .record(host(), BudgetFile)
      .default({})
      .describe(
        'Ceilings by host name, shared by all feeds on the host and on names below it; unset: 5 requests a second per host, no ceiling for this machine.',
      ),
    access: AccessFile.optional().describe(
      'Who may ask for what, and how often: keys for exports and expensive operations, rates by network. Unset: everybody, at RATE_LIMIT_PER_SECOND.',
    ),
    network: NetworkFile.optional().describe('Proxy, certificate authorities and source address towards feeds.'),
    synonyms: z
      .array(z.array(text('a word or a phrase')).min(2, 'needs two phrases or more that stand for one another'))
      .optional()
      .describe('Groups of words or phrases that a search takes for one another, besides the reviewed list.'),
    countDemand: z
      .boolean({ error: 'must be true or false' })
      .default(false)
      .describe(
        'Whether searches that find nothing or little are counted, by term, area and week, never fewer than five and without their words: docs/privacy.md.',
      ),
    historyOf: z
      .array(z.enum(['WARD', 'SMALL_AREA'], { error: 'is no kind of small area: write "WARD" or "SMALL_AREA"' }))
      .default([])
      .describe(
        'Kinds of small areas whose counts are kept over time too, besides countries down to districts and care boards: docs/queries.md states what that takes.',
      ),
    taxonomies: TaxonomiesFile.optional().describe('Schemes of terms and mappings between them, from files.'),
    postcodeProvider: PostcodeProviderFile.optional().describe(
      'Who is asked for postcodes that neither the imported directory nor the feeds know; unset: nobody.',
    ),
    site: SiteFile.optional().describe('How the pages call themselves and look, and who may frame them.'),
    feeds: z.array(FeedFile, { error: 'must be a list of feeds' }).describe('The feeds, in the order they are shown.'),
  })
  .describe('The feeds the gateway reads and how politely.')
export type FeedsFile = z.infer<typeof FeedsFile>

/** The configuration checked and complete, in the units the program counts in. */
export interface FeedsConfig {
  readonly contact?: string
  readonly showAssurers: boolean
  /** Lower case, without port. */
  readonly allowPrivateHosts: readonly string[]
  readonly hosts: readonly HostBudget[]
  /** Absent: nobody is asked for postcodes. */
  readonly postcodeProvider?: { readonly url: string }
  /** In the order of the file, those not enabled included. */
  readonly feeds: readonly FeedConfig[]
  /** Who may ask the gateway for what; absent: everybody for all. */
  readonly access?: Access
  /** How feeds are reached; absent: directly. */
  readonly outbound?: Outbound
  /** What opens feeds, by slug, with its values; absent: all answer everybody. */
  readonly credentials?: ReadonlyMap<string, FeedCredentials>
  /** Whether searches that find little are counted; absent: not. */
  readonly countDemand?: boolean
  /** Kinds of small areas whose counts are kept over time; absent: none. */
  readonly historyOf?: readonly SmallAreaType[]
  /** How the pages call themselves and look; absent: as nobody configured them. */
  readonly site?: Site
  /** Absent: none besides the reviewed ones. */
  readonly synonyms?: readonly (readonly string[])[]
  /** Absent: none. */
  readonly taxonomies?: TaxonomiesConfig
}

/** Absolute paths of files of schemes and mappings. */
export interface TaxonomiesConfig {
  readonly schemes: readonly string[]
  readonly crosswalks: readonly string[]
  readonly proposeByLabel: boolean
}

/** A ceiling shared by all feeds on `host` and on the names below it. */
interface HostBudget {
  readonly host: string
  readonly budget: RequestBudget
}
