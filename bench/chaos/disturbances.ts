/** What is done to the gateway besides bad feeds. */
export type Disturbance =
  | 'gateway killed'
  | 'supervisor killed'
  | 'writer’s thread killed'
  | 'taken over by a new process'
  | 'disk full'
  | 'pages damaged'
  | 'file cut short'
  | 'clock set'

interface Window {
  readonly kind: Disturbance
  readonly fromMs: number
  /** Infinity while it lasts. */
  untilMs: number
  /** Until when a client could send on a connection of what was killed. */
  goneMs: number
}

/** A client has heard by then that a connection of a killed process is closed. */
const MET_MS = 500

/** A disturbance that lasts. */
interface Lasting {
  /** It is over. */
  end(): void
  /** What was killed is gone: until now its connections could be sent on. */
  gone(): void
}

/** When what was done, and what of it a client's mishap may be put down to. Times are of the bench's own clock that nobody sets. */
export interface Disturbances {
  readonly counts: ReadonlyMap<Disturbance, number>
  /** Notes its begin; the answer notes its end. */
  begin(kind: Disturbance): Lasting
  /** Whether one of these lasted at some moment of the stretch. */
  overlaps(kinds: readonly Disturbance[], fromMs: number, untilMs: number): boolean
  /** Whether one of these began during the stretch, or so shortly before its begin that it was sent on a connection of what was killed. */
  metBy(kinds: readonly Disturbance[], startedMs: number, endedMs: number): boolean
  /** What lasted at some moment of the stretch, with how long before its end each began, in words. */
  describe(fromMs: number, untilMs: number): string
  /** Seconds that each of a kind lasted. */
  lengths(kind: Disturbance): readonly number[]
}

/** Keeps what was done during one run. */
export function createDisturbances(): Disturbances {
  const windows: Window[] = []
  const counts = new Map<Disturbance, number>()
  return {
    counts,
    begin(kind) {
      const window: Window = { kind, fromMs: performance.now(), untilMs: Number.POSITIVE_INFINITY, goneMs: 0 }
      windows.push(window)
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      return {
        end: () => void (window.untilMs = Math.min(window.untilMs, performance.now())),
        gone: () => void (window.goneMs = performance.now()),
      }
    },
    overlaps: (kinds, fromMs, untilMs) =>
      windows.some((each) => kinds.includes(each.kind) && each.fromMs <= untilMs && each.untilMs >= fromMs),
    metBy: (kinds, startedMs, endedMs) =>
      windows.some(
        ({ kind, fromMs, goneMs }) =>
          kinds.includes(kind) && startedMs <= Math.max(fromMs, goneMs) + MET_MS && fromMs <= endedMs,
      ),
    describe: (fromMs, untilMs) =>
      windows
        .filter((each) => each.fromMs <= untilMs && each.untilMs >= fromMs)
        .map((each) => `${each.kind} ${((untilMs - each.fromMs) / 1_000).toFixed(1)} s before`)
        .join(', '),
    lengths: (kind) =>
      windows.filter((each) => each.kind === kind).map(({ fromMs, untilMs }) => (untilMs - fromMs) / 1000),
  }
}
