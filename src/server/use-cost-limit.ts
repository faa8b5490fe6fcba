import { getOperationAST } from 'graphql'

import { COST_PER_MS, estimateCost } from './estimate-cost.ts'
import type { Exchange, ExchangePlugin } from './exchange.ts'
import type { Limits } from './limits.ts'
import { createLimitRefusal } from './refusals.ts'

/** Refuses a valid operation that may touch too many objects or take too much work, before its context is made; what it may take is set aside. */
export function useCostLimit(limits: Limits, services: () => number): ExchangePlugin {
  return {
    onValidate({ params, context }) {
      return ({ valid }) => {
        const exchange: Exchange = context.exchange
        const operation = getOperationAST(params.documentAST, exchange.params.operationName)
        if (!valid || !operation) return
        const cost = estimateCost(
          params.schema,
          params.documentAST,
          operation,
          exchange.params.variables ?? {},
          services(),
        )
        if (cost > limits.cost) throw createLimitRefusal('MAX_COST_LIMIT', limits.cost)
        exchange.pace.reserve(cost / COST_PER_MS)
      }
    },
  }
}
