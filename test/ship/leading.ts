import { expect, vi } from 'vitest'
import { PATIENT } from '../cli/start-serving.ts'
import { plainServices } from '../gateway/fake-council.ts'
import type { Machine } from './machine.ts'
import type { SharedCatalogue } from './shared-catalogue.ts'

/** Resolves when each of these machines says that it is ready. */
export async function untilReady(machines: readonly Machine[]): Promise<void> {
  for (const machine of machines)
    await expect
      .poll(
        () =>
          machine.ready().then(
            ({ status }) => String(status),
            () => `It does not listen. Its log: ${machine.log().slice(-4_000)}`,
          ),
        PATIENT,
      )
      .toBe('200')
}

/** Starts those that do not run, until all are ready. */
export async function startAll({ machines }: SharedCatalogue): Promise<void> {
  for (const machine of machines) if (!machine.isRunning()) machine.start()
  await untilReady(machines)
}

/** The name of the machine whose lease holds by now; undefined where none does. */
export async function nameOfLeader({ postgres }: SharedCatalogue): Promise<unknown> {
  const [row] = await postgres.rows('SELECT holder FROM ship_state WHERE until > clock_timestamp()')
  return row?.['holder']
}

/** Which machine leads, and all others. */
export interface Roles {
  readonly leader: Machine
  readonly replicas: readonly Machine[]
}

/** Resolves once one leads and has read its councils. */
export async function roles(shared: SharedCatalogue): Promise<Roles> {
  const leader = await vi.waitFor(async () => {
    const name = await nameOfLeader(shared)
    const leader = shared.machines.find((machine) => machine.name === name)
    if (leader === undefined) throw new Error('Nobody leads.')
    if (!(await leader.refresh())) throw new Error(`${leader.name} leads and does not read its councils.`)
    return leader
  }, PATIENT)
  return { leader, replicas: shared.machines.filter((machine) => machine !== leader) }
}

/** Has another machine than this lead; all run. */
export async function leadElsewhere(shared: SharedCatalogue, machine: Machine): Promise<Machine> {
  if ((await nameOfLeader(shared)) === machine.name) {
    await machine.stop()
    await roles(shared)
    await startAll(shared)
  }
  const { leader } = await roles(shared)
  expect(leader).not.toBe(machine)
  return leader
}

/** Has a leader read its councils again and again: each time it notes that it did, and not each entry is digested. */
export async function writeUntil(leader: Machine, isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(async () => (await leader.refresh()) && (await isSo()), PATIENT).toBe(true)
}

/** Expects that all machines hold the same in every table. */
export async function assertEqual(shared: SharedCatalogue): Promise<void> {
  const [first, ...others] = await shared.hold()
  for (const other of others) expect(other).toStrictEqual(first)
}

/** How many services each of these machines answers with. */
export function countsOf(machines: readonly Machine[]): Promise<number[]> {
  return Promise.all(
    machines.map(async (machine) => (await machine.ask('{ services { totalCount } }')).data?.services.totalCount),
  )
}

/** Has each council publish so many services from now on. */
export function publish({ councils }: SharedCatalogue, count: number, detail = {}): void {
  for (const council of councils) council.services = plainServices(count, detail)
}
