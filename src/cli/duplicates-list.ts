import { join } from 'node:path'
import { openDuplicates, type DuplicatePair, type DuplicateQuery } from '../catalogue/clusters/open-duplicates.ts'
import type { RestateEvidence } from '../catalogue/clusters/read-matches.ts'
import { ConfigError } from '../config/config-error.ts'
import { readSettings } from '../config/settings.ts'
import { compareSideBySide, describeSideBySide, describeStanding } from './duplicates-side-by-side.ts'
import { createMatchRecord } from '../merge/create-match-record.ts'
import { bareFeedOf } from '../merge/match-feed.ts'
import type { MatchRecord } from '../merge/match-record.ts'
import { restateEvidence } from '../merge/restate-evidence.ts'
import { present } from '../model/present.ts'
import type { WholeService } from '../store/whole-service.ts'

const DECISIONS = ['AUTO', 'REVIEWED', 'PENDING', 'REJECTED'] as const

/** Path of the catalogue in DATA_DIR. */
export function catalogueFile(): string {
  return join(readSettings().dataDir, 'catalogue.sqlite')
}

/** The evidence with what the two records state, whatever feeds are configured. */
export function restateUnconfigured(
  ...[evidence, left, right]: Parameters<RestateEvidence>
): ReturnType<RestateEvidence> {
  const recordOf = ({ feed, service }: WholeService): MatchRecord => createMatchRecord(bareFeedOf(feed), service)
  return restateEvidence(evidence, recordOf(left), recordOf(right))
}

/** Prints pairs that are or may be one service, the surest first, as text or JSON; by default those that wait for a person. */
export function listDuplicates(options: {
  readonly feed?: string
  readonly decision: string
  readonly first: string
  readonly json?: boolean
}): void {
  const decision = DECISIONS.find((known) => known === options.decision.toUpperCase())
  if (decision === undefined)
    throw new ConfigError('The arguments', [
      { path: '--decision', problem: `is "${options.decision}"; known are ${DECISIONS.join(', ')}` },
    ])
  const duplicates = openDuplicates(catalogueFile(), restateUnconfigured)
  try {
    const query: DuplicateQuery = {
      decision,
      first: Number.parseInt(options.first, 10) || 0,
      ...present({ feed: options.feed }),
    }
    const pairs = duplicates.list(query)
    if (options.json === true) return console.log(JSON.stringify(pairs.map(stateOfPair), undefined, 2))
    if (pairs.length === 0) console.log(`No pair is ${decision}.`)
    for (const { a, b, score, relation } of pairs) {
      console.log(
        `${score.toFixed(1).padStart(6)}  ${relation}\n        ${a.uid}  ${a.service.name}\n        ${b.uid}  ${b.service.name}`,
      )
    }
  } finally {
    duplicates.close()
  }
}

/** A pair as JSON states it: both records by name, what they are to each other, and why. */
export function stateOfPair({ a, b, score, relation, decision, evidence }: DuplicatePair): object {
  const named = ({ uid, service }: WholeService): object => ({ record: uid, name: service.name })
  return { a: named(a), b: named(b), relation, decision, score, evidence }
}

/** Prints two records side by side, with what is known of the pair, as text or JSON. */
export function showDuplicates(a: string, b: string, { json = false }: { readonly json?: boolean } = {}): void {
  const duplicates = openDuplicates(catalogueFile(), restateUnconfigured)
  try {
    const { records, pair } = duplicates.find(a, b)
    const [left, right] = records
    if (left === undefined || right === undefined)
      throw new ConfigError('The arguments', [
        { path: left === undefined ? a : b, problem: 'is no record held here: name it as feed/originId' },
      ])
    if (json) {
      const fields = compareSideBySide(left, right)
      console.log(JSON.stringify({ ...(pair && stateOfPair(pair)), fields }, undefined, 2))
      return
    }
    for (const line of describeSideBySide(left, right)) console.log(line)
    console.log()
    for (const line of pair === undefined ? ['Nothing relates the two.'] : describeStanding(pair)) console.log(line)
  } finally {
    duplicates.close()
  }
}
