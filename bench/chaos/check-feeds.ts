import type { ChaosCouncil } from './chaos-council.ts'
import type { Disturbance, Disturbances } from './disturbances.ts'

/** What was found wrong, and how much was looked at. */
export interface Checks {
  looks: number
  /** Records that were served before and are no longer, though their council never took them back and no file was damaged. */
  lostIds: number
  /** As these, while a damaged file was being mended: they must be back at the end. */
  missingWhileDamaged: number
  /** Samples whose `asOf` was over two seconds from when the council began to publish its last whole list. */
  wrongAges: number
  worstAgeMs: number
}

/** What a check goes by. */
export interface CheckParts {
  readonly checks: Checks
  readonly disturbances: Disturbances
  ask(query: string, variables: object): Promise<unknown>
  /** By how much the gateway's clock was shifted when this clock showed so many milliseconds, and just before. */
  shiftsAt(ms: number): readonly number[]
}

interface Page {
  readonly data?: {
    readonly services?: {
      readonly nodes: readonly { readonly originId: string; readonly name: string }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
      readonly feeds: readonly { readonly asOf: string | null; readonly state: string }[]
    } | null
  }
}

/** What is served of a feed. */
export interface Served {
  /** Names by the publisher's own id. */
  readonly names: ReadonlyMap<string, string>
  readonly asOf: string | null
  readonly state: string
}

const IDS = `query ($feed: String!, $after: String) { services(where: { feeds: [$feed] }, first: 100, after: $after) {
  nodes { originId name } pageInfo { hasNextPage endCursor } feeds { asOf state } } }`
const RIGHT_WITHIN_MS = 2_000
/** A list that was published just now may not be visible yet. */
const SETTLING_MS = 5_000
const DAMAGE: readonly Disturbance[] = ['pages damaged', 'file cut short']
/** What may have kept the gateway from taking over the list that a council knows it published. */
const INTERRUPTIONS: readonly Disturbance[] = [
  ...DAMAGE,
  'disk full',
  'gateway killed',
  'supervisor killed',
  'writer’s thread killed',
  'taken over by a new process',
]

/** All that is served of a feed; undefined where an answer is missing. */
export async function readServed(ask: CheckParts['ask'], feed: string): Promise<Served | undefined> {
  const names = new Map<string, string>()
  for (let after: string | undefined; ;) {
    // The gateway's answer to this very query.
    const page = (await ask(IDS, { feed, after })) as Page | undefined
    const services = page?.data?.services
    if (services === undefined || services === null) return undefined
    for (const { originId, name } of services.nodes) names.set(originId, name)
    after = services.pageInfo.endCursor
    const [report] = services.feeds
    if (!services.pageInfo.hasNextPage) return { names, asOf: report?.asOf ?? null, state: report?.state ?? '' }
  }
}

/** Looks at one feed as a client does: what is served, and how old it says it is. */
export function createChecker({ ask, checks, disturbances, shiftsAt }: CheckParts) {
  const known = new Map<string, Set<string>>()
  return async (council: ChaosCouncil): Promise<void> => {
    const startedMs = performance.now()
    const served = await readServed(ask, council.slug)
    if (served === undefined) return
    checks.looks += 1
    const ids = known.get(council.slug) ?? new Set()
    const missing = [...ids].filter((id) => !served.names.has(id)).length
    const isDamaged = disturbances.overlaps(DAMAGE, startedMs, performance.now())
    if (isDamaged) checks.missingWhileDamaged += missing
    else checks.lostIds += missing
    known.set(council.slug, new Set([...ids, ...served.names.keys()]))
    checkAge(council, served.asOf)
  }

  function checkAge(council: ChaosCouncil, asOf: string | null): void {
    const wholeMs = council.wholeSinceMs()
    const agoMs = wholeMs === undefined ? 0 : Date.now() - wholeMs
    if (wholeMs === undefined || asOf === null || agoMs < SETTLING_MS) return
    if (disturbances.overlaps(INTERRUPTIONS, performance.now() - agoMs - SETTLING_MS, performance.now())) return
    const offMs = Math.min(...shiftsAt(wholeMs).map((shiftMs) => Math.abs(Date.parse(asOf) - wholeMs - shiftMs)))
    checks.worstAgeMs = Math.max(checks.worstAgeMs, offMs)
    if (offMs > RIGHT_WITHIN_MS) checks.wrongAges += 1
  }
}
