/** What all that tests generate comes from: TEST_SEED, and the same number in each run that sets none. */
export const TEST_SEED = Number(process.env['TEST_SEED'] ?? 20_261_129)
