import { resolve } from 'node:path'
import { z } from 'zod'

import { ConfigError, type ConfigProblem } from './config-error.ts'

/** What the environment sets; the README lists the same. Names are those of the variables. */
export interface Settings {
  /** PORT: where the server listens; 0 picks a free port. Default 4000. */
  readonly port: number
  /** HOST: the address it listens on; 0.0.0.0 for all. Default 127.0.0.1, this machine alone. */
  readonly host: string
  /** DATA_DIR: folder of the catalogue, made if missing. Default `data` in the folder the command runs in. */
  readonly dataDir: string
  /** Whether DATA_DIR was set at all: the demo keeps nothing otherwise. */
  readonly isDataDirSet: boolean
  /** FEEDS_CONFIG: path of the feeds file. Default `feeds.config.json` in the folder the command runs in. */
  readonly feedsConfigPath: string
  /** LOG_LEVEL: the least severe log lines written: trace, debug, info, warn, error, fatal or silent. Absent: info, for the demo warn. */
  readonly logLevel?: LogLevel
  /** TRUSTED_PROXY_HOPS: proxies of yours in front, whose X-Forwarded-For is believed. Default 0. */
  readonly trustedProxyHops: number
  /** RATE_LIMIT_PER_SECOND: requests per client address; 0 switches the limit off. Default 50. */
  readonly rateLimitPerSecond: number
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LEVELS)[number]

const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(most, { error: `must be a whole number from 0 to ${most}` }))

const Environment = z.object({
  PORT: whole(65_535).default(4_000),
  HOST: z
    .string()
    .regex(/^[a-z0-9.:-]+$/i, 'must be an address such as 127.0.0.1 or 0.0.0.0, without http://')
    .default('127.0.0.1'),
  DATA_DIR: z.string().optional(),
  FEEDS_CONFIG: z.string().default('feeds.config.json'),
  LOG_LEVEL: z.enum(LEVELS, { error: `must be one of ${LEVELS.join(', ')}` }).optional(),
  TRUSTED_PROXY_HOPS: whole(10).default(0),
  RATE_LIMIT_PER_SECOND: whole(100_000).default(50),
})

const RANGES: Readonly<Record<string, number>> = {
  PORT: 65_535,
  TRUSTED_PROXY_HOPS: 10,
  RATE_LIMIT_PER_SECOND: 100_000,
}

/** Reads every setting; a variable that is empty counts as unset. Throws a `ConfigError` with every problem at once. */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const stated = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = Environment.safeParse(stated)
  if (!parsed.success)
    throw new ConfigError(
      'The environment',
      parsed.error.issues.map((issue) => describeIssue(issue, stated)),
    )
  const { PORT, HOST, DATA_DIR, FEEDS_CONFIG, LOG_LEVEL, TRUSTED_PROXY_HOPS, RATE_LIMIT_PER_SECOND } = parsed.data
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR ?? 'data'),
    isDataDirSet: DATA_DIR !== undefined,
    feedsConfigPath: resolve(FEEDS_CONFIG),
    ...(LOG_LEVEL !== undefined && { logLevel: LOG_LEVEL }),
    trustedProxyHops: TRUSTED_PROXY_HOPS,
    rateLimitPerSecond: RATE_LIMIT_PER_SECOND,
  }
}

function describeIssue(issue: z.core.$ZodIssue, stated: Readonly<Record<string, unknown>>): ConfigProblem {
  const name = String(issue.path[0])
  const most = RANGES[name]
  const must = most === undefined ? issue.message : `must be a whole number from 0 to ${most}`
  return { path: name, problem: `is "${String(stated[name])}" but ${must}` }
}
