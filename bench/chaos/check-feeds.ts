import type { ChaosCouncil } from './chaos-council.ts'

/** What was found wrong, and how much was looked at. */
export interface Checks {
  looks: number
  /** Records that were served before and are no longer, though their council never took them back. */
  lostIds: number
  /** Samples whose `asOf` was over two seconds from when the council began to publish its last whole list. */
  wrongAges: number
  worstAgeMs: number
}

interface Page {
  readonly data?: {
    readonly services?: {
      readonly nodes: readonly { readonly originId: string }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
      readonly feeds: readonly { readonly asOf: string | null; readonly state: string }[]
    }
  }
}

const IDS = `query ($feed: String!, $after: String) { services(where: { feeds: [$feed] }, first: 100, after: $after) {
  nodes { originId } pageInfo { hasNextPage endCursor } feeds { asOf state } } }`
const RIGHT_WITHIN_MS = 2_000
/** A list that was published just now may not be visible yet. */
const SETTLING_MS = 5_000

/** Looks at one feed as a client does: what is served, and how old it says it is. */
export function createChecker(ask: (query: string, variables: object) => Promise<unknown>, checks: Checks) {
  const served = new Map<string, Set<string>>()
  return async (council: ChaosCouncil): Promise<void> => {
    const ids = new Set<string>()
    let asOf: string | null = null
    for (let after: string | undefined; ;) {
      // The gateway's answer to this very query.
      const page = (await ask(IDS, { feed: council.slug, after })) as Page
      const services = page.data?.services
      if (services === undefined) return
      for (const { originId } of services.nodes) ids.add(originId)
      asOf = services.feeds[0]?.asOf ?? null
      after = services.pageInfo.endCursor
      if (!services.pageInfo.hasNextPage) break
    }
    checks.looks += 1
    checks.lostIds += [...(served.get(council.slug) ?? [])].filter((id) => !ids.has(id)).length
    served.set(council.slug, ids)
    checkAge(council, asOf)
  }

  function checkAge(council: ChaosCouncil, asOf: string | null): void {
    const wholeMs = council.wholeSinceMs()
    if (wholeMs === undefined || asOf === null || Date.now() - wholeMs < SETTLING_MS) return
    const offMs = Math.abs(Date.parse(asOf) - wholeMs)
    checks.worstAgeMs = Math.max(checks.worstAgeMs, offMs)
    if (offMs > RIGHT_WITHIN_MS) checks.wrongAges += 1
  }
}
