import { setTimeout as pause } from 'node:timers/promises'
import { plainServices } from '../gateway/fake-council.ts'
import type { SharedCatalogue } from './shared-catalogue.ts'

/** Which faults there were. */
export interface Hurts {
  readonly killed: number
  readonly stopped: number
  readonly restarted: number
}

const STOPPED_MS = 5_000

/** Kills and stops machines and PostgreSQL at random, so many times, while councils change and are read; all run at its end. */
export async function hurtAtRandom(shared: SharedCatalogue, times: number, random: () => number): Promise<Hurts> {
  const { machines, postgres, councils } = shared
  const hurts = { killed: 0, stopped: 0, restarted: 0 }
  let isOver = false
  let round = 0
  async function change(): Promise<void> {
    while (!isOver) {
      round += 1
      for (const council of councils) {
        const most = 30 + Math.floor(random() * 20)
        council.services = plainServices(most, { description: `Round ${random() < 0.5 ? round : 0}` })
      }
      await Promise.all(machines.map((machine) => machine.refresh()))
      await pause(300)
    }
  }
  const changing = change()
  for (let time = 0; time < times; time += 1) {
    await pause(500 + random() * 2_000)
    const chance = random()
    if (chance < 0.15) {
      await postgres.kill()
      await pause(random() * 3_000)
      await postgres.start()
      hurts.restarted += 1
      continue
    }
    const [row] = await postgres.rows('SELECT holder FROM ship_state')
    const leader = machines.find(({ name }) => name === row?.['holder'])
    const machine = (random() < 0.5 && leader) || machines[Math.floor(random() * machines.length)]
    if (machine === undefined) continue
    if (chance < 0.35) {
      machine.signal('SIGSTOP')
      await pause(STOPPED_MS)
      machine.signal('SIGCONT')
      hurts.stopped += 1
    } else {
      await machine.kill()
      machine.start()
      hurts.killed += 1
    }
  }
  isOver = true
  await changing
  return hurts
}
