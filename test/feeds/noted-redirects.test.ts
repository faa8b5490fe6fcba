import { expect, it } from 'vitest'

import { createFeedBudget } from '../../src/feeds/feed-budget.ts'

it('notes a redirect that could not be noted before the next request is sent, and sends none until it can', async () => {
  const noted: string[] = []
  let isAway = false
  const budget = createFeedBudget({
    ...{ feed: 'north', slots: [], windows: [], monotonicNow: () => 0, sleep: async () => {} },
    async note(purpose) {
      if (isAway) throw new Error('PostgreSQL is away')
      noted.push(purpose)
    },
  })
  const turn = await budget.enter('query', 0)
  isAway = true
  turn.again()
  await expect(budget.enter('background', 0)).rejects.toThrow('PostgreSQL is away')
  expect(noted).toEqual(['query'])
  isAway = false
  await budget.enter('background', 0)
  expect(noted).toEqual(['query', 'query', 'background'])
})
