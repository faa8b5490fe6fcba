import type { ExchangePlugin } from './exchange.ts'

/** Hands Yoga the operation the front has read, stops its execution when nobody waits any more, and notes the first error's code. */
export function useExchange(): ExchangePlugin {
  return {
    onRequestParse({ serverContext, setRequestParser }) {
      setRequestParser(() => ({ ...serverContext.exchange.params }))
    },
    onExecute({ args }) {
      Object.assign(args, { signal: args.contextValue.exchange.facts.signal })
    },
    onResultProcess({ result, serverContext }) {
      if (!('errors' in result)) return
      const code = result.errors?.[0]?.extensions['code']
      serverContext.exchange.code = typeof code === 'string' ? code : 'UNKNOWN'
    },
  }
}
