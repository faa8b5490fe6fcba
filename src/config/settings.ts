import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

import type { Bucket } from '../model/bucket.ts'
import { present } from '../model/present.ts'
import { BUCKET_VARIABLES, bucketOf, isBucket, lackingForBucket } from './bucket-settings.ts'
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
  /** BULK_DIR: folder of releases that `bulk` writes and `/data/` serves. Default `bulk` in DATA_DIR. */
  readonly bulkDir: string
  /** BULK_EVERY_HOURS: how old the current release may be before another is written; 0: none is but by command. Default 0. */
  readonly bulkEveryHours: number
  /** OPERATIONS_DIR: folder of operations of the operator's own, which every way in offers beside the project's. Absent: none. */
  readonly operationsDir?: string
  /** FEEDS_CONFIG: path of the feeds file. Default `feeds.config.json` in the folder the command runs in. */
  readonly feedsConfigPath: string
  /** LOG_LEVEL: the least severe log lines written: trace, debug, info, warn, error, fatal or silent. Absent: info, for the demo warn. */
  readonly logLevel?: LogLevel
  /** LOG_FORMAT: `json`, an object a line, or `text`, for a person. Absent: text on a terminal, else json. */
  readonly logFormat?: LogFormat
  /** LOG_CLIENTS: how clients' addresses stand in the log: `hashed` under a key that changes daily, `address`, or `off`. Default hashed. */
  readonly logClients: LogClients
  /** METRICS_PORT, METRICS_HOST: a port of its own for the numbers, under `/metrics`; 0 picks a free one. Absent: none. Default host 127.0.0.1. */
  readonly metricsPort?: number
  readonly metricsHost: string
  /** METRICS_PATH: where the numbers stand on PORT. Absent: nowhere. */
  readonly metricsPath?: string
  /** TRUSTED_PROXY_HOPS: proxies of yours in front, whose X-Forwarded-For is believed. Default 0. */
  readonly trustedProxyHops: number
  /** BASE_PATH: what a proxy may leave before every path, such as `/directory`. Default empty, nothing. */
  readonly basePath: string
  /** DATABASE_URL: `postgres://…` through which several gateways share one catalogue. Absent: this one has its own. */
  readonly ship?: ShipSettings
  /** RATE_LIMIT_PER_SECOND: requests per client address; 0 switches the limit off. Default 50. */
  readonly rateLimitPerSecond: number
  /** FEDERATION: whether the schema is also had as a subgraph of a federation, at `/subgraph`. Default false. */
  readonly federation: boolean
  /** TRUSTED_ONLY: whether clients may ask nothing but the operations of `/operations.json`. Default false. */
  readonly trustedOnly: boolean
  /** AUTOMATIC_DOCUMENTS_MB: megabytes of documents that clients may leave under their hash (automatic persisted queries). Default 0, none. */
  readonly automaticDocumentsMb: number
  /** MCP_HOSTS: names, with commas between, under which agents may ask, besides addresses and this machine's own. Default none. */
  readonly mcpHosts: readonly string[]
  /** READERS: processes that answer, beside one that reads feeds and writes; 0: one process does both. Default 0. */
  readonly readers: number
}

/** How several gateways share one catalogue. */
export interface ShipSettings {
  /** DATABASE_URL. */
  readonly address: string
  /** NODE_NAME: what this one is called among them. Default: this machine's name and DATA_DIR. */
  readonly name: string
  /** SHIP_SNAPSHOTS: where whole copies of the catalogue lie, a folder that all of them see under the same path, or a bucket. Absent: PostgreSQL. */
  readonly snapshots?: string | Bucket
  /** LEASE_SECONDS: how long the leader may be silent before another leads. Default 10. */
  readonly leaseMs: number
  /** DIGEST_EVERY: entries of the log between two comparisons of all tables. Default 1000. */
  readonly digestEvery: number
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LEVELS)[number]
const FORMATS = ['json', 'text'] as const
export type LogFormat = (typeof FORMATS)[number]
const CLIENTS = ['hashed', 'address', 'off'] as const
type LogClients = (typeof CLIENTS)[number]
const SWITCHES = ['true', 'false'] as const

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` })

const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(most, { error: `must be a whole number from 0 to ${most}` }))

const ADDRESS = /^[a-z0-9.:-]+$/i
const NAMES = /^[a-z0-9.-]+(?: *, *[a-z0-9.-]+)*$/i
const SUCH_ADDRESS = 'must be an address such as 127.0.0.1 or 0.0.0.0, without http://'

const Environment = z.object({
  PORT: whole(65_535).default(4_000),
  HOST: z.string().regex(ADDRESS, SUCH_ADDRESS).default('127.0.0.1'),
  METRICS_PORT: whole(65_535).optional(),
  METRICS_HOST: z.string().regex(ADDRESS, SUCH_ADDRESS).default('127.0.0.1'),
  METRICS_PATH: z
    .string()
    .regex(/^\/[\w./-]*[\w-]$/, 'must be a path such as /metrics')
    .optional(),
  BASE_PATH: z
    .string()
    .regex(/^\/[\w./-]*[\w-]$/, 'must be a path such as /directory')
    .default(''),
  DATA_DIR: z.string().optional(),
  BULK_DIR: z.string().optional(),
  BULK_EVERY_HOURS: whole(8_784).default(0),
  OPERATIONS_DIR: z.string().optional(),
  FEEDS_CONFIG: z.string().default('feeds.config.json'),
  LOG_LEVEL: oneOf(LEVELS).optional(),
  LOG_FORMAT: oneOf(FORMATS).optional(),
  LOG_CLIENTS: oneOf(CLIENTS).default('hashed'),
  TRUSTED_PROXY_HOPS: whole(10).default(0),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'must be the address of a PostgreSQL database such as postgres://user@host/name')
    .refine(
      (address) => !/[?&]sslmode=(no-verify|allow|prefer)/.test(address),
      'must verify who answers: write sslmode=verify-full',
    )
    .optional(),
  NODE_NAME: z.string().max(200).optional(),
  SHIP_SNAPSHOTS: z
    .string()
    .regex(/^(?!s3:)|^s3:\/\/[a-z0-9.-]+(\/[\w./-]*)?$/, 'must be a folder, or a bucket such as s3://name/prefix')
    .optional(),
  ...BUCKET_VARIABLES,
  LEASE_SECONDS: whole(600).default(10),
  DIGEST_EVERY: whole(1_000_000).default(1_000),
  RATE_LIMIT_PER_SECOND: whole(100_000).default(50),
  FEDERATION: oneOf(SWITCHES).default('false'),
  TRUSTED_ONLY: oneOf(SWITCHES).default('false'),
  AUTOMATIC_DOCUMENTS_MB: whole(1_000).default(0),
  MCP_HOSTS: z.string().regex(NAMES, 'must be names such as gateway.example.org, with commas between').default(''),
  READERS: whole(64).default(0),
})
/** With what some variables ask of others. */
const Consistent = Environment.superRefine((stated, context) => {
  for (const name of lackingForBucket(stated.SHIP_SNAPSHOTS, stated))
    context.addIssue({ code: 'custom', path: [name], message: 'must be set where SHIP_SNAPSHOTS is a bucket' })
})

const RANGES: Readonly<Record<string, number>> = {
  PORT: 65_535,
  METRICS_PORT: 65_535,
  BULK_EVERY_HOURS: 8_784,
  TRUSTED_PROXY_HOPS: 10,
  LEASE_SECONDS: 600,
  DIGEST_EVERY: 1_000_000,
  RATE_LIMIT_PER_SECOND: 100_000,
  AUTOMATIC_DOCUMENTS_MB: 1_000,
  READERS: 64,
}

/** Reads every setting; a variable that is empty counts as unset. Throws a `ConfigError` with every problem at once. */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const stated = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = Consistent.safeParse(stated)
  if (!parsed.success)
    throw new ConfigError(
      'The environment',
      parsed.error.issues.map((issue) => describeIssue(issue, stated)),
    )
  const { PORT, HOST, DATA_DIR, OPERATIONS_DIR, FEEDS_CONFIG, LOG_LEVEL, LOG_FORMAT, LOG_CLIENTS } = parsed.data
  const { METRICS_PORT, METRICS_HOST, METRICS_PATH } = parsed.data
  const { TRUSTED_PROXY_HOPS, RATE_LIMIT_PER_SECOND, TRUSTED_ONLY, AUTOMATIC_DOCUMENTS_MB, READERS } = parsed.data
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR ?? 'data'),
    bulkDir: resolve(parsed.data.BULK_DIR ?? join(DATA_DIR ?? 'data', 'bulk')),
    bulkEveryHours: parsed.data.BULK_EVERY_HOURS,
    isDataDirSet: DATA_DIR !== undefined,
    ...present({ operationsDir: OPERATIONS_DIR === undefined ? undefined : resolve(OPERATIONS_DIR) }),
    feedsConfigPath: resolve(FEEDS_CONFIG),
    ...present({ logLevel: LOG_LEVEL, logFormat: LOG_FORMAT, metricsPort: METRICS_PORT, metricsPath: METRICS_PATH }),
    logClients: LOG_CLIENTS,
    metricsHost: METRICS_HOST,
    trustedProxyHops: TRUSTED_PROXY_HOPS,
    basePath: parsed.data.BASE_PATH,
    ...present({ ship: shipOf(parsed.data) }),
    rateLimitPerSecond: RATE_LIMIT_PER_SECOND,
    federation: parsed.data.FEDERATION === 'true',
    trustedOnly: TRUSTED_ONLY === 'true',
    automaticDocumentsMb: AUTOMATIC_DOCUMENTS_MB,
    mcpHosts: parsed.data.MCP_HOSTS.toLowerCase().split(/ *, */).filter(Boolean),
    readers: READERS,
  }
}

function shipOf(stated: z.infer<typeof Environment>): ShipSettings | undefined {
  const { DATABASE_URL: address, DATA_DIR, NODE_NAME, LEASE_SECONDS, DIGEST_EVERY } = stated
  if (address === undefined) return undefined
  return {
    address,
    name: NODE_NAME ?? `${hostname()} ${resolve(DATA_DIR ?? 'data')}`,
    ...present({ snapshots: snapshotsOf(stated) }),
    leaseMs: Math.max(1, LEASE_SECONDS) * 1_000,
    digestEvery: Math.max(1, DIGEST_EVERY),
  }
}

function snapshotsOf(stated: z.infer<typeof Environment>): ShipSettings['snapshots'] {
  const { SHIP_SNAPSHOTS: place } = stated
  if (place === undefined) return undefined
  return isBucket(place) ? bucketOf(place, stated) : resolve(place)
}

function describeIssue(issue: z.core.$ZodIssue, stated: Readonly<Record<string, unknown>>): ConfigProblem {
  const name = String(issue.path[0])
  const most = RANGES[name]
  const must = most === undefined ? issue.message : `must be a whole number from 0 to ${most}`
  // Passwords and keys are for nobody's eyes.
  if (name === 'DATABASE_URL' || name.startsWith('AWS_')) return { path: name, problem: must }
  return { path: name, problem: `is "${String(stated[name])}" but ${must}` }
}
