import { expect, it, onTestFinished } from 'vitest'
import { seededRandom } from '../seeded-random.ts'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { killAgainAndAgain } from './kill-again-and-again.ts'
import { temporaryFolder } from './start-gateway.ts'

const TIMES = 20
const SERVICES = 400

it(
  'loses nothing that was visible to kill -9 at any moment of the first refresh, 20 times, and finishes it',
  { timeout: 180_000 },
  async () => {
    const council = await startFakeCouncil(plainServices(SERVICES, { fees: 'Free' }))
    onTestFinished(() => council.close())
    council.delayMs = 8
    const { visible, detailed, lost, checks, tooLate, atEnd } = await killAgainAndAgain({
      dataDir: temporaryFolder(),
      url: council.url,
      times: TIMES,
      withinMs: 800,
      random: seededRandom(),
    })
    const course = `visible before each kill: ${visible.join(' ')}; in detail: ${detailed.join(' ')}`
    expect(lost, course).toEqual([])
    expect(checks, course).toEqual(Array.from({ length: TIMES }, () => 'ok'))
    expect(atEnd.toSorted()).toEqual(council.services.map(({ id }) => `${id} Free`).toSorted())
    // Else nothing was put to the test.
    expect(tooLate, course).toBeLessThan(TIMES)
  },
)
