import { type GraphQLError, validate } from 'graphql'

import type { ExchangePlugin } from './exchange.ts'
import type { Limits } from './limits.ts'
import { createRefusal } from './refusals.ts'

/** Stops validating after a few errors, and suggests no names: introspection lists them, errors need not. */
export function useValidationLimits(limits: Limits): ExchangePlugin {
  return {
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document, rules) => {
        const options = { maxErrors: limits.validationErrors, hideSuggestions: true }
        const errors = validate(schema, document, rules, options).slice(0, limits.validationErrors)
        return errors.some(isIntrospectionDepth) ? [createRefusal('MAX_INTROSPECTION_LIMIT')] : errors
      })
    },
    onExecute({ args }) {
      Object.assign(args, { hideSuggestions: true })
    },
  }
}

function isIntrospectionDepth(error: GraphQLError): boolean {
  return error.message === 'Maximum introspection depth exceeded'
}
