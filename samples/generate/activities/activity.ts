/** Who typically runs an activity. */
export type OrganizationKind =
  | 'charity'
  | 'church'
  | 'club'
  | 'company'
  | 'cic'
  | 'council'
  | 'health'
  | 'school'
  | 'association'
  | 'county'

/** SESSION: certain hours on certain days. MONTHLY: by ordinal weekday. TERM: sessions in term time. OFFICE: weekdays. ALWAYS: day and night. NONE: not stated. */
type Rhythm = 'SESSION' | 'MONTHLY' | 'TERM' | 'OFFICE' | 'ALWAYS' | 'NONE'

/** VENUE: at a place. HOME: at people's homes. REMOTE: by phone or online. MIXED: at a place and remotely. */
type Reach = 'VENUE' | 'HOME' | 'REMOTE' | 'MIXED'

/** What a kind of service is called, says and costs: the stuff one service is drawn from. */
export interface Activity {
  /** Code of the shared term. */
  readonly term: string
  /** Names with `{place}`, `{venue}` or `{org}` (short name of the organization). */
  readonly names: readonly string[]
  /** As many as names: each belongs to the name at its place. Otherwise any goes with any. */
  readonly openings: readonly string[]
  readonly details: readonly string[]
  readonly by: readonly OrganizationKind[]
  /** Lowest and highest age in years; an absent upper bound is an absent upper bound. */
  readonly ages?: readonly [number, number?]
  readonly cost: 'FREE' | 'SESSION' | 'HOURLY' | 'MEMBERSHIP' | 'DONATION' | 'UNSTATED'
  readonly rhythm: Rhythm
  readonly reach: Reach
  readonly eligibility?: string
}
