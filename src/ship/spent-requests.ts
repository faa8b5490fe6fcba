import { LeaseLost } from './ship-log.ts'
import { maybeTextOf, type Postgres } from './postgres.ts'

/** What councils were asked by whichever machine led, of the last day; counted on under one epoch. */
export interface KeptRequests {
  /** How many milliseconds ago each was sent that counted for the budget of this name, the oldest first, when this was read. */
  sentAgoMs(budget: string): readonly number[]
  /** Keeps that one more is about to be sent. LeaseLost where another leads; rejects too where PostgreSQL can't be asked: none may be sent then. */
  note(budgets: readonly string[]): Promise<void>
}

const KEPT = "interval '1 day'"

/** Reads what was asked, once the lease is this machine's: whoever led before can note no more. */
export async function readSpentRequests(
  postgres: Postgres,
  { epoch, isHeld }: { readonly epoch: number; isHeld(): boolean },
): Promise<KeptRequests> {
  await postgres.rows(`DELETE FROM ship_spent WHERE at < clock_timestamp() - ${KEPT}`)
  const rows = await postgres.rows(
    'SELECT budget, extract(epoch FROM clock_timestamp() - at) * 1000 AS ago FROM ship_spent ORDER BY at',
  )
  const byBudget = Map.groupBy(rows, (row) => maybeTextOf(row, 'budget') ?? '')
  return {
    sentAgoMs: (budget) => (byBudget.get(budget) ?? []).map(({ ago }) => Number(ago)),
    async note(budgets) {
      if (!isHeld()) throw new LeaseLost('The lease is over: no council is asked.')
      const kept = await postgres.rows(
        `WITH held AS (SELECT 1 FROM ship_state WHERE epoch = $1 AND until > clock_timestamp() FOR SHARE)
         INSERT INTO ship_spent (budget) SELECT unnest($2::text[]) FROM held RETURNING 1`,
        [epoch, [...budgets]],
      )
      if (kept.length < budgets.length) throw new LeaseLost('Another gateway leads: no council is asked.')
      if (!isHeld()) throw new LeaseLost('The lease is over: no council is asked.')
    },
  }
}
