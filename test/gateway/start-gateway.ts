import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FeedsConfig } from '../../src/config/feeds-config.ts'
import type { FeedLimits } from '../../src/feeds/feed-limits.ts'
import { createGateway, type Gateway } from '../../src/gateway.ts'
import { errorsOfFailures } from '../../src/graphql/node/detail-failures.ts'
import type { FeedConfig } from '../../src/model/feed.ts'
import type { Log } from '../../src/model/log.ts'
import { runOperation } from '../run-operation.ts'

/** A gateway of a test's own, closed when the test ends. */
export interface TestGateway extends Gateway {
  readonly dataDir: string
  /** Runs a query as a client would, less HTTP. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, cacheControl?: string): Promise<Answer>
}

/** A GraphQL answer as a client gets it. */
export interface Answer {
  // A test knows what it asked for.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data?: any
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
}

const SILENT: Log = { info() {}, warn() {}, error() {} }

/** Time is the test's: starts at this instant and moves when asked. */
export const START = Date.parse('2026-11-23T10:00:00Z')

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A feed's configuration with everything unsaid as a test wants it. */
export function testFeed(slug: string, url: string, more: Partial<FeedConfig> = {}): FeedConfig {
  return {
    slug,
    name: slug,
    publisher: `${slug} council`,
    url,
    areas: [],
    quirks: [],
    enabled: true,
    refreshIntervalMs: 3_600_000,
    pageSize: 100,
    ...more,
  }
}

/** A configuration of these feeds, on loopback. */
export function testConfig(feeds: readonly FeedConfig[], more: Partial<FeedsConfig> = {}): FeedsConfig {
  return { feeds, allowPrivateHosts: ['127.0.0.1'], hosts: [], showAssurers: false, ...more }
}

export interface GatewayOptions {
  readonly dataDir?: string
  readonly now?: () => number
  /** The same as `now` unless given. */
  readonly monotonicNow?: () => number
  readonly limits?: Partial<FeedLimits>
  readonly log?: Log
  readonly onDelay?: (reason: string) => void
}

/** Starts a gateway that refreshes only when asked. */
export async function startGateway(config: FeedsConfig, options: GatewayOptions = {}): Promise<TestGateway> {
  const dataDir = options.dataDir ?? temporaryFolder()
  const { now = () => START, limits, log = SILENT, onDelay } = options
  const { monotonicNow = now } = options
  const gateway = await createGateway(config, {
    dataDir,
    log,
    now,
    monotonicNow,
    random: () => 0.5,
    isScheduled: false,
    ...(limits === undefined ? {} : { limits }),
    ...(onDelay === undefined ? {} : { onDelay }),
  })
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await gateway.close()
    isOpen = false
  }
  onTestFinished(close)
  return {
    ...gateway,
    close,
    dataDir,
    ask: (source, variables, cacheControl) => ask(gateway, source, variables, cacheControl),
  }
}

/** Runs a query as a client of the gateway would, less HTTP. */
export async function ask(
  gateway: Pick<Gateway, 'schema' | 'createContext'>,
  source: string,
  variableValues: Readonly<Record<string, unknown>> = {},
  cacheControl?: string,
): Promise<Answer> {
  const ending: (() => void)[] = []
  const contextValue = gateway.createContext({ cacheControl, whenEnded: (done) => void ending.push(done) })
  const { schema } = gateway
  const { texts } = contextValue
  const asked = Promise.resolve(runOperation({ schema, source, variableValues, contextValue, texts }))
  const { data, errors = [] } = await asked.finally(() => ending.forEach((done) => done()))
  const all = [...errors, ...errorsOfFailures(contextValue.failures)]
  // Plain objects compare with plain literals.
  const plain: Answer = JSON.parse(JSON.stringify({ data, ...(all.length > 0 && { errors: all }) }))
  return plain
}
