import { hash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { GraphQLError } from 'graphql'

import type { Access, AccessKey, Opening } from '../model/access.ts'
import type { Answer } from './exchange.ts'
import { createRefusal, type RefusalCode } from './refusals.ts'

/** Lets requests in that bring a key, where the operator asks for one. */
export interface KeyGate {
  /** Whether every operation is open to all, whatever it costs. */
  isOpen(): boolean
  /** The name of the key that opens exports; undefined where none is needed. Throws the refusals KEY_…. */
  admitExport(headers: IncomingHttpHeaders): string | undefined
  /** The name of the key that opens an operation of this estimated cost; undefined where none is needed. Throws the refusals KEY_…. */
  admitOperation(headers: IncomingHttpHeaders, cost: number): string | undefined
}

/** Creates a gate that goes by what the configuration says at each request; undefined: everything is open to all. */
export function createKeyGate(access: () => Access | undefined): KeyGate {
  return {
    isOpen: () => access()?.keyNeededOverCost === undefined,
    admitExport(headers) {
      const stated = access()
      if (stated?.isKeyNeededForExports !== true) return undefined
      return admit(headers, stated.keys, 'EXPORTS', 'Exports need a key here: ask its operator for one')
    },
    admitOperation(headers, cost) {
      const { keys = [], keyNeededOverCost = Number.POSITIVE_INFINITY } = access() ?? {}
      if (cost <= keyNeededOverCost) return undefined
      const why = `Operations that cost over ${keyNeededOverCost} need a key here, and this one costs ${cost}: ask for less`
      return admit(headers, keys, 'OPERATIONS', why)
    },
  }
}

/** An answer that needed a key, as nobody else may keep it. */
export function keepPrivate<T extends Pick<Answer, 'headers'>>(answer: T): T {
  const stated = answer.headers['cache-control'] ?? 'no-store'
  const policy = stated.startsWith('public') ? 'max-age=60' : stated
  return { ...answer, headers: { ...answer.headers, 'cache-control': `private, ${policy}` } }
}

const BEARER = /^Bearer +(\S+) *$/i

function admit(headers: IncomingHttpHeaders, keys: readonly AccessKey[], needed: Opening, why: string): string {
  const value = BEARER.exec(headers.authorization ?? '')?.[1]
  if (value === undefined)
    throw refuse('KEY_REQUIRED', `${why}, or send the one you were given as \`Authorization: Bearer <key>\`.`)
  const key = findKey(value, keys)
  if (key === undefined) throw refuse('KEY_UNKNOWN')
  if (!key.opens.includes(needed)) throw refuse('KEY_NOT_ENOUGH')
  return key.name
}

/** Every key is compared, each in the same time, so that how long it takes says nothing of any. */
function findKey(value: string, keys: readonly AccessKey[]): AccessKey | undefined {
  const digest = hash('sha256', value, 'buffer')
  return keys.reduce<AccessKey | undefined>(
    (found, key) => (timingSafeEqual(key.digest, digest) ? key : found),
    undefined,
  )
}

/** RFC 6750 §3: what is to be sent, and what is wrong with what was. */
const CHALLENGES = {
  KEY_REQUIRED: 'Bearer realm="oruk-gateway"',
  KEY_UNKNOWN: 'Bearer realm="oruk-gateway", error="invalid_token"',
  KEY_NOT_ENOUGH: 'Bearer realm="oruk-gateway", error="insufficient_scope"',
} as const satisfies Partial<Record<RefusalCode, string>>

/** The header that goes with a refusal of this code; none with any other. */
export function challengeOf(code: string): Record<string, string> {
  const challenge = new Map<string, string>(Object.entries(CHALLENGES)).get(code)
  return challenge === undefined ? {} : { 'www-authenticate': challenge }
}

function refuse(code: keyof typeof CHALLENGES, message?: string): GraphQLError {
  return createRefusal(code, {
    headers: challengeOf(code),
    ...(message !== undefined && { message }),
  })
}
