import { getOperationAST } from 'graphql'

import { estimateCost } from './estimate-cost.ts'
import type { Exchange, ExchangePlugin } from './exchange.ts'
import type { Limits } from './limits.ts'
import { createLimitRefusal } from './refusals.ts'

/** Refuses a valid operation that may touch too many objects, before its context is made. */
export function useCostLimit(limits: Limits): ExchangePlugin {
  return {
    onValidate({ params, context }) {
      return ({ valid }) => {
        const exchange: Exchange = context.exchange
        const operation = getOperationAST(params.documentAST, exchange.params.operationName)
        if (!valid || !operation) return
        const cost = estimateCost(params.schema, params.documentAST, operation, exchange.params.variables ?? {})
        if (cost > limits.cost) throw createLimitRefusal('MAX_COST_LIMIT', limits.cost)
      }
    },
  }
}
