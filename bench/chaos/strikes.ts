import type { ChaosDisk } from './chaos-disk.ts'
import type { Disturbance, Disturbances } from './disturbances.ts'
import type { SupervisedGateway } from './supervised-gateway.ts'

/** What strikes are made with. */
export interface StrikeParts {
  readonly gateway: SupervisedGateway
  readonly disk: ChaosDisk
  readonly disturbances: Disturbances
  random(): number
  /** Waits so many milliseconds, but not past the end of the run. */
  wait(ms: number): Promise<void>
  isOver(): boolean
  /** How many times as often. */
  readonly speed: number
}

/** Everything that is done to the gateway from outside. */
export interface Strikes {
  /** Resolves when the run is over. */
  run(): Promise<void>
  /** Sets the clock right and gives the disk its room back. */
  heal(): void
  /** By how much the gateway's clock was shifted when this clock showed so many milliseconds, and just before: it may have looked then. */
  shiftsAt(ms: number): readonly number[]
}

const HOUR_MS = 3_600_000
const SHIFTS: readonly number[] = [-HOUR_MS, HOUR_MS, -24 * HOUR_MS, 24 * HOUR_MS, -90_000, 0, 0]
/** Mean seconds between two of each. */
const EVERY_S: Readonly<Record<Disturbance, number>> = {
  'gateway killed': 90,
  'supervisor killed': 400,
  'writer’s thread killed': 200,
  'taken over by a new process': 240,
  'disk full': 150,
  'pages damaged': 300,
  'file cut short': 900,
  'clock set': 60,
}
/** On a busy machine a request reaches a council so long after it was sent. */
const UNCERTAIN_MS = 3_000
const TAKING_OVER_MS = 20_000
/** A damaged file is looked through a minute after a start, and mended beside everything else. */
const MENDING_MS = 180_000

/** Creates the strikes of one run. */
export function createStrikes(parts: StrikeParts): Strikes {
  const { gateway, disk, disturbances, random, wait, isOver, speed } = parts
  const shifts: { readonly sinceMs: number; readonly ms: number }[] = [{ sinceMs: 0, ms: 0 }]

  function setClock(ms: number): void {
    gateway.shiftClock(ms)
    shifts.push({ sinceMs: Date.now(), ms })
  }
  /** Until it answers again, and what was sent meanwhile has been answered. */
  async function killed(kill: () => unknown, kind: Disturbance): Promise<void> {
    await gateway.untilLive()
    const lasting = disturbances.begin(kind)
    await kill()
    lasting.gone()
    await wait(50)
    await gateway.untilLive()
    lasting.end()
  }
  async function takeOver(): Promise<void> {
    await gateway.untilLive()
    const { end } = disturbances.begin('taken over by a new process')
    gateway.takeOver()
    // What the one before had begun to read, it has not taken over.
    await wait(TAKING_OVER_MS)
    end()
  }
  async function fillDisk(): Promise<void> {
    if (!disk.isBounded) return
    const { end } = disturbances.begin('disk full')
    disk.fill()
    await wait(5_000 + random() * 15_000)
    disk.free()
    // What could not be written is read again at the next refresh.
    await wait(10_000)
    end()
  }
  async function damage(kind: Disturbance, strike: () => void): Promise<void> {
    const { end } = disturbances.begin(kind)
    strike()
    await wait(MENDING_MS)
    end()
  }
  const plays: Readonly<Record<Disturbance, () => void | Promise<void>>> = {
    'gateway killed': () => killed(gateway.killGateway, 'gateway killed'),
    'supervisor killed': () => killed(gateway.killSupervisor, 'supervisor killed'),
    'writer’s thread killed': () => killed(gateway.killWriter, 'writer’s thread killed'),
    'taken over by a new process': takeOver,
    'disk full': fillDisk,
    'pages damaged': () => damage('pages damaged', () => disk.damagePages(1 + Math.floor(random() * 30), random)),
    'file cut short': () => damage('file cut short', disk.cutShort),
    'clock set'() {
      disturbances.begin('clock set').end()
      setClock(SHIFTS[Math.floor(random() * SHIFTS.length)] ?? 0)
    },
  }

  async function goOn(everyS: number, play: () => void | Promise<void>): Promise<void> {
    for (;;) {
      await wait((everyS * (0.5 + random()) * 1_000) / speed)
      if (isOver()) return
      await play()
    }
  }
  return {
    async run() {
      const kinds = Object.entries(EVERY_S).map(([kind, everyS]) => goOn(everyS, plays[kind as Disturbance]))
      await Promise.all(kinds)
    },
    heal() {
      disk.free()
      setClock(0)
    },
    shiftsAt(ms) {
      const last = shifts.findLastIndex(({ sinceMs }) => sinceMs <= ms - UNCERTAIN_MS)
      return shifts
        .slice(last)
        .filter(({ sinceMs }) => sinceMs <= ms)
        .map((shift) => shift.ms)
    },
  }
}
