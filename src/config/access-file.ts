import { hash } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'

import type { Access, AccessKey, NetworkRate, Opening } from '../model/access.ts'
import { present } from '../model/present.ts'
import type { ConfigProblem } from './config-error.ts'
import { type ReadSecret, SecretFile } from './secret.ts'

/** Shorter ones could be found by trying. */
const LEAST_CHARACTERS = 20
/** Clients' IPv6 addresses are counted by so many bits, so that smaller networks can't be known. */
const IPV6_BITS = 64

const OPENINGS = ['exports', 'operations'] as const
const SUCH_NETWORK = 'must be a network such as "10.0.0.0/8" or "2001:db8::/32"'

const KeyFile = z.strictObject({
  key: SecretFile.describe('Where the key stands; it is sent as `Authorization: Bearer <key>`.'),
  opens: z
    .array(z.enum(OPENINGS, { error: 'must be exports or operations' }))
    .min(1, 'opens nothing: name exports, operations or both, or leave it out for both')
    .default([...OPENINGS])
    .describe('What it opens; both where not stated.'),
})

const RateFile = z.strictObject({
  network: z
    .string({ error: SUCH_NETWORK })
    .refine((text) => ipaddr.isValidCIDR(text), SUCH_NETWORK)
    .refine((text) => !isSmallIpv6(text), `is smaller than /${IPV6_BITS}, by which clients' IPv6 addresses are counted`)
    .describe('As CIDR; of networks within one another the smallest counts.'),
  requestsPerSecond: z
    .number({ error: 'must be a number of requests a second; 0 for no bound' })
    .min(0, 'must be at least 0')
    .max(100_000, 'is over 100,000')
    .describe('In place of RATE_LIMIT_PER_SECOND; twice as many at once. 0: no bound, of work neither.'),
  together: z
    .boolean({ error: 'must be true or false' })
    .default(false)
    .describe('Whether all addresses of the network share it; false: each has so much.'),
})

/** Who may ask for what, and how often, as the file has it. */
export const AccessFile = z.strictObject({
  keys: z
    .record(z.string().regex(/^[\w.-]{1,40}$/, 'is no name of a key: write a to z, 0 to 9, dots and dashes'), KeyFile)
    .default({})
    .describe('Keys by a name of yours, which the log shows.'),
  keyForExports: z.boolean({ error: 'must be true or false' }).default(false).describe('Whether exports need a key.'),
  keyForCostOver: z
    .int({ error: 'must be a whole number' })
    .min(0, 'must be at least 0')
    .max(20_000, 'is over 20,000, which no operation may cost')
    .optional()
    .describe(
      'Operations of a higher estimated cost need a key: an object counts 1, a page as many as it may hold, a millisecond of counting 40, reading the schema 10,000.',
    ),
  rates: z.array(RateFile).default([]).describe('Requests a second by network.'),
})
type AccessFile = z.infer<typeof AccessFile>

/** Who may ask for what, keys by their digests; what can't be had or used is noted at `problems`. */
export function readAccess(file: AccessFile, read: ReadSecret, problems: ConfigProblem[]): Access {
  const keys = Object.entries(file.keys).flatMap(([name, { key, opens }]) => {
    const value = read(key, `access.keys.${name}.key`)
    // That there is none is noted already.
    return value === '' ? [] : [readKey(name, value, opens, problems)]
  })
  const note = (path: string, problem: string): void => void problems.push({ path: `access.${path}`, problem })
  const isOpened = (by: Opening): boolean => keys.some(({ opens }) => opens.includes(by))
  if (file.keyForExports && !isOpened('EXPORTS')) note('keyForExports', 'lets nobody in: add a key that opens exports')
  if (file.keyForCostOver !== undefined && !isOpened('OPERATIONS'))
    note('keyForCostOver', 'lets nobody in: add a key that opens operations')
  for (const [index, { name, digest }] of keys.entries())
    if (keys.slice(0, index).some((other) => Buffer.compare(other.digest, digest) === 0))
      note(`keys.${name}.key`, 'has the value of another key: give each its own')
  return {
    keys,
    isKeyNeededForExports: file.keyForExports,
    ...present({ keyNeededOverCost: file.keyForCostOver }),
    rates: file.rates.map(({ network, requestsPerSecond, together }): NetworkRate => ({
      network,
      requestsPerSecond,
      isTogether: together,
    })),
  }
}

function readKey(
  name: string,
  value: string,
  opens: readonly (typeof OPENINGS)[number][],
  problems: ConfigProblem[],
): AccessKey {
  if (value.length < LEAST_CHARACTERS || !/^[\x21-\x7e]+$/.test(value))
    problems.push({
      path: `access.keys.${name}.key`,
      problem: `has under ${LEAST_CHARACTERS} characters, or some that no header can carry: make one with \`openssl rand -hex 24\``,
    })
  return {
    name,
    digest: hash('sha256', value, 'buffer'),
    opens: opens.map((opening) => (opening === 'exports' ? 'EXPORTS' : 'OPERATIONS')),
  }
}

function isSmallIpv6(text: string): boolean {
  if (!ipaddr.isValidCIDR(text)) return false
  const [address, bits] = ipaddr.parseCIDR(text)
  return address.kind() === 'ipv6' && bits > IPV6_BITS
}
