import { describe, expect, it, vi } from 'vitest'
import type * as OpenStore from '../../src/catalogue/open-store.ts'
import type { FeedsConfig } from '../../src/config/feeds-config.ts'
import { createGateway, type GatewayPowers } from '../../src/gateway.ts'
import type * as ServingSide from '../../src/wiring/serving-side.ts'
import { temporaryFolder, testConfig } from './start-gateway.ts'

/** The stage that fails next. */
const failing = vi.hoisted(() => ({ stage: '' }))

vi.mock('../../src/catalogue/open-store.ts', async (original) => {
  const real = await original<typeof OpenStore>()
  return {
    openStore: (...values: Parameters<typeof real.openStore>) => failAt('store') ?? real.openStore(...values),
  }
})

vi.mock('../../src/wiring/serving-side.ts', async (original) => {
  const real = await original<typeof ServingSide>()
  return {
    openServingSide: (...[initial, known, parts]: Parameters<typeof real.openServingSide>) =>
      real.openServingSide(initial, known, { ...parts, keeper: failing.stage === 'serving' ? BROKEN : parts.keeper }),
  }
})

function failAt(stage: string): undefined {
  if (failing.stage === stage) throw new Error(`no ${stage}`)
}

/** Nothing can be asked of it. */
const BROKEN = new Proxy(Object.create(null), {
  get() {
    throw new Error('no serving')
  },
})

const log = { info() {}, warn() {}, error() {} }

function start(dataDir: string, more: Partial<GatewayPowers> = {}, config: FeedsConfig = testConfig([])) {
  return createGateway(config, { dataDir, log, isScheduled: false, ...more })
}

describe('a start that fails closes all that it has opened, so that the next one on the folder succeeds', () => {
  it.each(['store', 'serving', 'preparing', 'feeds'])('at its %s', async (stage) => {
    const dataDir = temporaryFolder()
    failing.stage = stage
    const more: Partial<GatewayPowers> =
      stage === 'preparing' ? { prepare: () => Promise.reject(new Error('no preparing')) } : {}
    // A feed that no program could have made of a file.
    const feeds = stage === 'feeds' ? [Object.assign(Object.create(null), { enabled: true })] : []
    await expect(start(dataDir, more, testConfig(feeds))).rejects.toThrow()
    failing.stage = ''
    const next = await start(dataDir)
    expect(next.readiness().ready).toBe(false)
    await next.close()
  })
})

it('prepares the folder only where no other gateway holds it', async () => {
  const dataDir = temporaryFolder()
  const running = await start(dataDir)
  const prepare = vi.fn(async () => {})
  await expect(start(dataDir, { prepare })).rejects.toThrow(/in use by another gateway/)
  expect(prepare).not.toHaveBeenCalled()
  await running.close()
  const next = await start(dataDir, { prepare })
  expect(prepare).toHaveBeenCalledOnce()
  await next.close()
})
