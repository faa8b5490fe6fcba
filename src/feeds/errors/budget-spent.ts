import { FeedError, type FaultPlace } from './feed-error.ts'

/** The share of the feed's budget that queries may use is spent for now; nothing was sent. */
export class BudgetSpent extends FeedError {
  override readonly name = 'BudgetSpent'

  constructor(place: FaultPlace) {
    const message =
      'The feed may not be asked more often just now, so what is held is served. Ask again in a minute, or accept older data.'
    super({ code: 'BUDGET_SPENT', message, retryable: false }, place)
  }
}
