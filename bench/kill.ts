import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainServices, startFakeCouncil } from '../test/gateway/fake-council.ts'
import { killAgainAndAgain } from '../test/gateway/kill-again-and-again.ts'
import { printTable } from './print-table.ts'

const SERVICES = 3_000

/** Kills a gateway so many times (200 unless given) with SIGKILL while it first refreshes, on one folder, and prints what was lost. */
export async function benchKill(times = 200): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'oruk-gateway-kill-'))
  const council = await startFakeCouncil(plainServices(SERVICES, { fees: 'Free' }))
  council.delayMs = 4
  try {
    const { visible, detailed, lost, checks, tooLate, atEnd } = await killAgainAndAgain({
      dataDir,
      url: council.url,
      times,
      withinMs: 1_000,
      random: Math.random,
    })
    printTable(
      `kill -9 during the first refresh of ${SERVICES} services`,
      ['', ''],
      [
        ['kills', times],
        ['of these after the end of the refresh', tooLate],
        ['visible before the first and the last kill', `${visible[0] ?? 0} and ${visible.at(-1) ?? 0}`],
        ['in detail before the first and the last kill', `${detailed[0] ?? 0} and ${detailed.at(-1) ?? 0}`],
        ['visible records lost', lost.length],
        ['files that fail the quick check', checks.filter((check) => check !== 'ok').length],
        ['in detail at the end', `${atEnd.filter((record) => record.endsWith('Free')).length} of ${SERVICES}`],
      ],
    )
  } finally {
    await council.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
