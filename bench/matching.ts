import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { evaluate, measure } from '../src/merge/evaluate.ts'
import type { Agreement } from '../src/merge/evaluate.ts'
import { judgePair } from '../src/merge/judge-pair.ts'
import { createMatchIndex } from '../src/merge/memory-index.ts'
import { pairKeyOf } from '../src/merge/match-record.ts'
import { matchOrganizations } from '../src/merge/match-organizations.ts'
import { applyChanges } from '../src/merge/apply-changes.ts'
import type { MatchDelta } from '../src/merge/apply-changes.ts'
import { createMatchState } from '../src/merge/memory-state.ts'
import { readChicagoSet } from './matching/chicago-set.ts'
import type { LabelledSet } from './matching/chicago-set.ts'
import { createLookAlikeSet, createSameSet } from './matching/look-alike-set.ts'
import type { NamedPair } from './matching/look-alike-set.ts'
import { readNegativeSet } from './matching/negative-set.ts'
import { readSampleSet } from './matching/sample-set.ts'
import { createTwinSet } from './matching/twin-set.ts'

/** Records of the timing run: with twins and branches about 60,000. */
const TIMED_SERVICES = 38_000
const CHANGES = 1_000

/**
 * Prints precision, recall and F1 of matching on every labelled set there is, and how long it takes; asserts nothing.
 * `recordings` is the folder of recorded data; without it the Chicago set and ServiceNet's negatives are left out.
 */
export function benchMatching(recordings: string | undefined, print: (line: string) => void = console.log): void {
  print('Matching: pairs across feeds')
  print(row('set', 'tier', 'predicted', 'right', 'true', 'precision', 'recall', 'F1'))
  printAgreement(createTwinSet(5_000), print)
  if (existsSync(join(import.meta.dirname, '..', 'samples', 'truth.json'))) printSample(print)
  printLookAlikes(print)
  if (recordings !== undefined) {
    printAgreement(readChicagoSet(recordings), print)
    printNegatives(recordings, print)
  }
  printTimes(print)
}

function printSample(print: (line: string) => void): void {
  const set = readSampleSet()
  const delta = printAgreement(set, print)
  const merged = mergedPairs(delta).intersection(set.falseFriends)
  print(`  of ${set.falseFriends.size} pairs made to look alike, merged: ${merged.size}`)
}

/** Pairs whose names alone say that they are two, and pairs that are one however written. */
function printLookAlikes(print: (line: string) => void): void {
  const [lookAlikes, same] = [createLookAlikeSet(), createSameSet()]
  const isMerged = ({ a, b }: NamedPair): boolean => judgePair(a, b, createMatchIndex([a, b]).corpus).tier === 'AUTO'
  print(
    `Names that look alike: of ${lookAlikes.length} pairs of two services merged ${lookAlikes.filter(isMerged).length}; of ${same.length} of one service ${same.filter(isMerged).length}`,
  )
}

function printAgreement(set: LabelledSet, print: (line: string) => void): MatchDelta {
  const delta = applyChanges(createMatchState(), { put: set.records, remove: [] })
  const { auto, autoAndReview } = evaluate(
    delta.pairs.filter((pair) => !pair.withinFeed),
    set.truth,
  )
  print(formatAgreement(set.name, 'AUTO', auto))
  print(formatAgreement('', 'AUTO + REVIEW', autoAndReview))
  print(formatAgreement('', 'in clusters', measure(mergedPairs(delta), set.truth)))
  return delta
}

function mergedPairs(delta: MatchDelta): ReadonlySet<string> {
  return new Set(
    delta.clusters.flatMap(({ members }) =>
      members.flatMap((a, at) => members.slice(at + 1).map((b) => pairKeyOf(a, b))),
    ),
  )
}

function printNegatives(recordings: string, print: (line: string) => void): void {
  const { organizations, services } = readNegativeSet(recordings)
  const matched = matchOrganizations(organizations)
  const delta = applyChanges(createMatchState(), { put: services, remove: [] })
  print(
    `ServiceNet's negatives: ${organizations.length} organizations, clusters ${matched.clusters.length}, to review ${matched.pairs.length}`,
  )
  print(`  their ${services.length} services: clusters ${delta.clusters.length}`)
}

function printTimes(print: (line: string) => void): void {
  const { records } = createTwinSet(TIMED_SERVICES, 11)
  const state = createMatchState()
  const first = time(() => applyChanges(state, { put: records, remove: [] }))
  const changed = records.slice(0, CHANGES)
  const second = time(() => applyChanges(state, { put: changed, remove: [] }))
  print(
    `${records.length} records from nothing: ${(first / 1000).toFixed(1)} s; ${CHANGES} changes: ${(second / 1000).toFixed(2)} s`,
  )
}

function time(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function formatAgreement(
  name: string,
  tier: string,
  { predicted, right, truth, precision, recall, f1 }: Agreement,
): string {
  const share = (value: number | undefined): string => value?.toFixed(3) ?? '–'
  return row(name, tier, String(predicted), String(right), String(truth), share(precision), share(recall), share(f1))
}

function row(name: string, tier: string, ...figures: readonly string[]): string {
  return `${name.padEnd(26)}${tier.padEnd(15)}${figures.map((figure) => figure.padStart(10)).join('')}`
}

if (import.meta.main) benchMatching(process.env['RECORDINGS'])
