/** How many services a search found: none, or fewer than `FEW_FOUND`. */
export type DemandOutcome = 'NONE' | 'FEW'

/** What a search was about, as terms and areas that are held: never its words. */
export interface DemandSubject {
  /** URI; absent: its words name no term of a shared scheme. */
  readonly term?: string
  /** GSS code of a district or a larger area; absent: it named none. */
  readonly area?: string
}

/** Searches of one week about one thing that found nothing, or little. */
export interface DemandCount extends DemandSubject {
  /** Its Monday, `YYYY-MM-DD`. */
  readonly week: string
  readonly outcome: DemandOutcome
  /** At least `FEWEST_COUNTED`, and a lower bound. */
  readonly count: number
}

/** Services of which a search found few. */
export const FEW_FOUND = 5
/** No smaller number is ever written or shown. */
export const FEWEST_COUNTED = 5

/** Counts searches in memory; what it has counted leaves it only in numbers of `FEWEST_COUNTED` and more. */
export interface DemandCounter {
  /** Counts a search, for each of the things it was about; the same client in the same hour counts once for each. */
  note(asker: string, subjects: readonly DemandSubject[], outcome: DemandOutcome): void
  /** What has come to enough since it was last taken; of weeks that are over the rest is forgotten. */
  take(): readonly DemandCount[]
}

/** What a counter goes by. */
export interface DemandCounterParts {
  /** Milliseconds since 1970. */
  now(): number
  /** What a client is known by within an hour: nothing that leads back to it. */
  disguise(asker: string): string
}

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** More things than these are not counted in one week. */
const MOST_ENTRIES = 20_000
const MOST_ASKERS = 1_000

interface Entry extends DemandSubject {
  readonly week: string
  readonly outcome: DemandOutcome
  count: number
  hour: number
  readonly askers: Set<string>
}

/** A counter that has counted nothing. */
export function createDemandCounter({ now, disguise }: DemandCounterParts): DemandCounter {
  const entries = new Map<string, Entry>()
  function entryOf({ term, area }: DemandSubject, outcome: DemandOutcome): Entry | undefined {
    const week = weekOf(now())
    const key = JSON.stringify([week, term, area, outcome])
    const known = entries.get(key)
    if (known !== undefined || entries.size >= MOST_ENTRIES) return known
    const subject = { ...(term !== undefined && { term }), ...(area !== undefined && { area }) }
    const entry: Entry = { ...subject, week, outcome, count: 0, hour: 0, askers: new Set() }
    entries.set(key, entry)
    return entry
  }
  return {
    note(asker, subjects, outcome) {
      const hour = Math.floor(now() / HOUR_MS)
      const name = disguise(asker)
      for (const entry of subjects.map((subject) => entryOf(subject, outcome))) {
        if (entry === undefined) continue
        if (entry.hour !== hour || entry.askers.size >= MOST_ASKERS) entry.askers.clear()
        entry.hour = hour
        if (entry.askers.has(name)) continue
        entry.askers.add(name)
        entry.count += 1
      }
    },
    take() {
      const week = weekOf(now())
      const enough: DemandCount[] = []
      for (const [key, entry] of entries) {
        const { hour: _, askers: __, ...counted } = entry
        if (entry.count >= FEWEST_COUNTED) {
          enough.push(counted)
          entry.count = 0
        }
        if (entry.week !== week) entries.delete(key)
      }
      return enough
    },
  }
}

/** The Monday of the week, in UTC. */
function weekOf(ms: number): string {
  const day = Math.floor(ms / DAY_MS)
  // The first of January 1970 was a Thursday.
  return new Date((day - ((day + 3) % 7)) * DAY_MS).toISOString().slice(0, 10)
}
