import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { FeedsConfig } from '../config/feeds-config.ts'
import type { Door } from '../wiring/door.ts'
import { createGateway, type Gateway, type GatewayPowers } from '../gateway.ts'
import { openReadingGateway } from '../reading-gateway.ts'
import { present } from '../model/present.ts'
import type { ShipPowers } from '../wiring/shared-state.ts'
import { describeUnwritable, isBusy, isLackOfRoom, whyUnwritable } from '../store/passing-fault.ts'

/** What a gateway is opened with. */
interface OpeningParts extends Pick<GatewayPowers, 'followers'> {
  readonly config: FeedsConfig
  readonly dataDir: string
  readonly log: Logger
  readonly door: Door
  /** How long another process may hold the folder: one whose supervisor was killed is about to give it up. */
  readonly mostBusyMs: number
  /** How it shares its catalogue; undefined: it has its own. */
  readonly ship: ShipPowers | undefined
  /** Called once where what is held is answered from meanwhile, with why. */
  onHeld?(cause: unknown): void
}

const RETRY_MS = 1_000
/** A process whose supervisor was killed may need so long to give the folder up: it answers what is under way. */
export const RELEASE_MS = 30_000

/**
 * Opens the gateway behind the door. While the disk has no room to write, or another process is about to give the folder up, what is held there is
 * answered from, and it is tried again. Rejects as `createGateway` does where neither will pass, or nothing is held.
 */
export async function openPatiently(parts: OpeningParts): Promise<Gateway> {
  const { dataDir, log, door, mostBusyMs, config, ship, followers } = parts
  const beganMs = performance.now()
  let isAnswering = false
  for (;;) {
    try {
      const powers = { dataDir, log, onDelay: door.wait, ...present({ followers }) }
      const gateway = await (ship === undefined ? createGateway(config, powers) : openShipped(config, powers, ship))
      door.open(gateway)
      return gateway
    } catch (error) {
      if (!isLackOfRoom(error) && !(isBusy(error) && performance.now() - beganMs < mostBusyMs)) throw error
      if (!isAnswering) answerFromHeld(parts, error)
      if (!isAnswering) parts.onHeld?.(error)
      isAnswering = true
      await pause(RETRY_MS)
    }
  }
}

/** Loads what shares a catalogue where one is shared. */
async function openShipped(config: FeedsConfig, powers: GatewayPowers, ship: ShipPowers): Promise<Gateway> {
  const { createShippedGateway } = await import('../wiring/shipped-gateway.ts')
  return createShippedGateway(config, powers, ship)
}

/** Whoever opens the folder later has that behind the door; this stays open for the answers that were begun on it. */
function answerFromHeld({ config, dataDir, log, door }: OpeningParts, cause: unknown): void {
  try {
    const why = whyUnwritable(cause)
    const warning = why === undefined ? undefined : describeUnwritable(why)
    door.open(openReadingGateway(config, { dataDir, log }), warning)
  } catch {
    // Nothing can be answered from: what keeps it from being opened is what is to be mended.
    throw cause
  }
  log.error({ err: cause }, 'The catalogue can not be written: what it holds is served, and it is tried again.')
}
