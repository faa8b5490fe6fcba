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
}

/** When what was done, and what of it a client's mishap may be put down to. Times are of the bench's own clock that nobody sets. */
export interface Disturbances {
  readonly counts: ReadonlyMap<Disturbance, number>
  /** Notes its begin; the answer notes its end. */
  begin(kind: Disturbance): () => void
  /** Whether one of these lasted at some moment of the stretch. */
  overlaps(kinds: readonly Disturbance[], fromMs: number, untilMs: number): boolean
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
      const window: Window = { kind, fromMs: performance.now(), untilMs: Number.POSITIVE_INFINITY }
      windows.push(window)
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      return () => {
        window.untilMs = Math.min(window.untilMs, performance.now())
      }
    },
    overlaps: (kinds, fromMs, untilMs) =>
      windows.some((each) => kinds.includes(each.kind) && each.fromMs <= untilMs && each.untilMs >= fromMs),
    lengths: (kind) =>
      windows.filter((each) => each.kind === kind).map(({ fromMs, untilMs }) => (untilMs - fromMs) / 1000),
  }
}
