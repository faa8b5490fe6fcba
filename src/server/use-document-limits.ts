import { type DocumentNode, getOperationAST, GraphQLError, parse } from 'graphql'

import type { Exchange, ExchangePlugin } from './exchange.ts'
import type { Limits } from './limits.ts'
import { measureDocument } from './measure-document.ts'
import { createLimitRefusal, createRefusal } from './refusals.ts'
import { isNestedDeeperThan } from './scan-nesting.ts'

/** Refuses documents over the limits before they are validated, and subscriptions; notes the operation's name and kind. */
export function useDocumentLimits(limits: Limits): ExchangePlugin {
  const withinLimits = new WeakSet<DocumentNode>()
  return {
    onParse({ params, context, setParseFn }) {
      if (isNestedDeeperThan(String(params.source), limits.nesting, 'graphql')) {
        throw createLimitRefusal('MAX_NESTING_LIMIT', limits.nesting)
      }
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }))
      return ({ result }) => {
        if (result instanceof Error) {
          if (isTokenLimit(result)) throw createLimitRefusal('MAX_TOKENS_LIMIT', limits.tokens)
        } else if (result) {
          noteOperation(result, context.exchange, limits)
          if (!withinLimits.has(result)) assertSize(result, limits)
          withinLimits.add(result)
        }
      }
    },
  }
}

function isTokenLimit(error: Error): boolean {
  return error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted')
}

function noteOperation(document: DocumentNode, exchange: Exchange, limits: Limits): void {
  const operation = getOperationAST(document, exchange.params.operationName)
  if (operation?.operation === 'subscription') throw createRefusal('SUBSCRIPTION_NOT_SUPPORTED')
  const name = operation?.name?.value
  if (name !== undefined && name.length > limits.operationNameLength) {
    throw createLimitRefusal('OPERATION_NAME_TOO_LONG', limits.operationNameLength)
  }
  exchange.isQuery = operation?.operation === 'query'
  if (name !== undefined) exchange.operationName = name
}

function assertSize(document: DocumentNode, limits: Limits): void {
  const size = measureDocument(document)
  if (size.directives > limits.directives) throw createLimitRefusal('MAX_DIRECTIVES_LIMIT', limits.directives)
  if (size.depth > limits.depth) throw createLimitRefusal('MAX_DEPTH_LIMIT', limits.depth)
  if (size.aliases > limits.aliases) throw createLimitRefusal('MAX_ALIASES_LIMIT', limits.aliases)
  if (size.rootFields > limits.rootFields) throw createLimitRefusal('MAX_ROOT_FIELDS_LIMIT', limits.rootFields)
  if (size.fields > limits.fields) throw createLimitRefusal('MAX_FIELDS_LIMIT', limits.fields)
}
