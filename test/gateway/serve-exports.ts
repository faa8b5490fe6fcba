import { onTestFinished } from 'vitest'
import type { FeedsConfig } from '../../src/config/feeds-config.ts'
import type { FeedConfig } from '../../src/model/feed.ts'
import type { Limits } from '../../src/server/limits.ts'
import { serveGateway } from './serve-gateway.ts'
import { type FakeCouncil, startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

/** A gateway over one council, refreshed and served, with the way to its exports. */
export interface ServedExports {
  readonly gateway: TestGateway
  readonly config: FeedsConfig
  readonly council: FakeCouncil
  /** Asks for a file with these parameters; objects are sent as JSON. */
  get(name: string, parameters?: Readonly<Record<string, unknown>>): Promise<Response>
}

/** Serves what a council of these services has, on a free port. */
export async function serveExports(
  services: readonly StatedService[],
  feed: Partial<FeedConfig> = {},
  limits: Partial<Limits> = {},
): Promise<ServedExports> {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  const config = testConfig([
    testFeed('north', council.url, {
      licence: 'Open Government Licence v3.0',
      attribution: 'Northam, the council',
      ...feed,
    }),
  ])
  const gateway = await startGateway(config)
  await gateway.refreshAll()
  const { url } = await serveGateway(gateway, { monotonicNow: () => Date.now(), limits })
  return {
    gateway,
    config,
    council,
    get(name, parameters = {}) {
      const stated = Object.entries(parameters).map(([key, value]): [string, string] => [
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
      ])
      return fetch(`${url}/export/${name}?${new URLSearchParams(stated).toString()}`)
    },
  }
}
