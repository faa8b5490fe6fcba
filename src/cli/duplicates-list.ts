import { join } from 'node:path'
import { openDuplicates, type DuplicateQuery } from '../catalogue/clusters/open-duplicates.ts'
import type { RestateEvidence } from '../catalogue/clusters/read-matches.ts'
import { ConfigError } from '../config/config-error.ts'
import { readSettings } from '../config/settings.ts'
import { describeSideBySide, describeStanding } from './duplicates-side-by-side.ts'
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

/** Prints pairs that are or may be one service, the surest first; by default those that wait for a person. */
export function listDuplicates(options: {
  readonly feed?: string
  readonly decision: string
  readonly first: string
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

/** Prints two records side by side, with what is known of the pair. */
export function showDuplicates(a: string, b: string): void {
  const duplicates = openDuplicates(catalogueFile(), restateUnconfigured)
  try {
    const { records, pair } = duplicates.find(a, b)
    const [left, right] = records
    if (left === undefined || right === undefined)
      throw new ConfigError('The arguments', [
        { path: left === undefined ? a : b, problem: 'is no record held here: name it as feed/originId' },
      ])
    for (const line of describeSideBySide(left, right)) console.log(line)
    console.log()
    for (const line of pair === undefined ? ['Nothing relates the two.'] : describeStanding(pair)) console.log(line)
  } finally {
    duplicates.close()
  }
}
