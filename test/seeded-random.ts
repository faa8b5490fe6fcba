import { onTestFailed } from 'vitest'
import { createRandom } from './create-random.ts'
import { TEST_SEED } from './test-seed.ts'

/** Numbers from 0 to below 1 for the test that runs, the same for the same TEST_SEED, which is printed where the test fails. */
export function seededRandom(): () => number {
  onTestFailed(() => void process.stderr.write(`It failed with TEST_SEED=${TEST_SEED}.\n`))
  return createRandom(TEST_SEED)
}
