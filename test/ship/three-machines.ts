import { afterAll, beforeAll, expect } from 'vitest'
import { countsOf, publish, type Roles, roles, startAll } from './leading.ts'
import type { Machine } from './machine.ts'
import { openDatabase } from './open-database.ts'
import { shareCatalogue, type SharedCatalogue } from './shared-catalogue.ts'

interface Begun extends Roles {
  readonly shared: SharedCatalogue
  /** The machine that has readers of its own. */
  readonly withReaders: Machine
}

/** What a test that hurts machines may take. */
export const LONG_MS = 240_000

/**
 * Three machines, the last with readers of its own, and two councils, which the tests of one file share. What it returns
 * begins a test: it makes whole whatever was hurt, has each council publish so many services, and resolves when all
 * machines hold them.
 */
export function shareThree(): (each: number) => Promise<Begun> {
  let shared: SharedCatalogue
  let withReaders: Machine
  beforeAll(async () => {
    const environment = { DIGEST_EVERY: '4', METRICS_PATH: '/metrics' }
    const postgres = await openDatabase()
    const parts = { postgres, councils: 2, services: 20, machines: 2, refreshMinutes: 60, environment }
    shared = await shareCatalogue(parts)
    withReaders = await shared.add({ READERS: '2' })
  }, LONG_MS)
  afterAll(() => shared.close(), LONG_MS)
  return async (each) => {
    await shared.postgres.start()
    for (const { way } of shared.machines) way.heal()
    for (const council of shared.councils) council.delayMs = 0
    publish(shared, each)
    await startAll(shared)
    const standing = await roles(shared)
    await shared.reach()
    expect(await countsOf(shared.machines)).toStrictEqual(shared.machines.map(() => 2 * each))
    return { shared, withReaders, ...standing }
  }
}
