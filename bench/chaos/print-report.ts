/* oxlint-disable no-console -- a bench prints what it saw */
import { figure, printTable } from '../print-table.ts'
import type { Checks } from './check-feeds.ts'
import type { Disturbance, Disturbances } from './disturbances.ts'
import { type Outcomes, REFUSED_FOR_LOAD } from './outcomes.ts'
import type { SupervisedGateway } from './supervised-gateway.ts'

/** All that one run has seen. */
export interface ChaosSeen {
  readonly run: { readonly minutes: string; readonly speed: number; readonly isDiskBounded: boolean }
  readonly outcomes: Outcomes
  readonly disturbances: Disturbances
  readonly checks: Checks
  /** Bytes resident, from time to time. */
  readonly memory: readonly number[]
  /** How often `/health/ready` answered what, asked every two seconds. */
  readonly readiness: ReadonlyMap<string, number>
  /** Seconds until all was served as published once nothing disturbed any more; undefined: not in time. */
  readonly recovery: number | undefined
  readonly gateway: SupervisedGateway
}

const ENDED = 'The gateway ended by itself: it is started again.'

/** How often a process that served ended though nobody killed it. */
function endedUnkilled({ gateway, disturbances }: ChaosSeen): number {
  return Math.max(0, (gateway.logged.get(ENDED) ?? 0) - (disturbances.counts.get('gateway killed') ?? 0))
}

/** More of all requests than these may not be turned away for load while the machine has time. */
const MOST_REFUSED_SHARE = 0.01

/** Whether a promise was broken: a fault met, too much turned away, a record lost, an age wrong, a process ended by itself, or no recovery. */
export function isBroken(seen: ChaosSeen): boolean {
  const { outcomes, checks, recovery, gateway } = seen
  const refused = outcomes.excused.get(REFUSED_FOR_LOAD) ?? 0
  const isRefusedTooOften = refused > MOST_REFUSED_SHARE * (outcomes.answered() + refused)
  const isServed = outcomes.faults.size === 0 && !isRefusedTooOften && checks.lostIds === 0 && checks.wrongAges === 0
  return !isServed || recovery === undefined || endedUnkilled(seen) > 0 || gateway.endedByItself() > 0
}

/** Prints what was done, what clients met, what was found wrong, and what the gateway said of it. */
export function printReport(seen: ChaosSeen): void {
  const { run, outcomes, disturbances, checks, memory, readiness, recovery, gateway } = seen
  const kinds = [...disturbances.counts].map(([kind, times]) => [kind, times, longest(disturbances, kind)])
  printTable(`${run.minutes} minutes, faults ${run.speed} times as often`, ['disturbance', 'times', 'longest'], kinds)
  if (!run.isDiskBounded) printTable('No file system could be mounted: the disk was never full', [], [])
  const ms = outcomes.sortedMs()
  const at = (share: number): string => `${figure(ms[Math.floor(ms.length * share)] ?? 0, 0)} ms`
  const mb = (bytes: number | undefined): string => `${figure((bytes ?? 0) / 1e6, 0)} MB`
  printTable(
    'honest clients',
    ['', ''],
    [
      ['answered whole', outcomes.answered()],
      ...[...outcomes.excused].map(([name, times]) => [name, times]),
      ...[...outcomes.faults].map(([name, times]) => [`FAULT: ${name}`, times]),
      ['latency p50, p99', `${at(0.5)}, ${at(0.99)}`],
    ],
  )
  printTable(
    'what is served',
    ['', ''],
    [
      ['looks at a feed', checks.looks],
      ['records lost', checks.lostIds],
      ['records missing while a damaged file was mended', checks.missingWhileDamaged],
      ['ages wrong by over 2 s', checks.wrongAges],
      ['worst age error', `${figure(checks.worstAgeMs, 0)} ms`],
      ['processes that ended by themselves', endedUnkilled(seen)],
      ['supervisors that ended by themselves', gateway.endedByItself()],
      [
        'memory at first, half-way, last, most',
        [memory[0], memory[memory.length >> 1], memory.at(-1), Math.max(...memory)].map(mb).join(', '),
      ],
      ['all as published again at the end', recovery === undefined ? 'NEVER' : `after ${figure(recovery, 0)} s`],
    ],
  )
  for (const example of outcomes.examples) console.log(`FAULT: ${example}`)
  printTable('/health/ready, every 2 s', ['', 'times'], [...readiness])
  printTable(
    'logged as errors, and printed',
    ['', 'times'],
    [...gateway.logged].map(([line, times]) => [line.slice(0, 150), times]),
  )
}

function longest(disturbances: Disturbances, kind: Disturbance): string {
  const seconds = Math.max(...disturbances.lengths(kind).filter(Number.isFinite), 0)
  return seconds === 0 ? '' : `${figure(seconds)} s`
}
