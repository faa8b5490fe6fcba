import { type Line, LineEndedError } from './line.ts'

/** What a process can be asked for, by name; values and answers are plain data. */
type Methods<T> = { readonly [K in keyof T]: (...values: never[]) => unknown }
type Values<F> = F extends (...values: infer V) => unknown ? V : never
type Answer<F> = F extends (...values: never[]) => infer R ? Awaited<R> : never

/** The process at the other end of a line, as it may be asked. */
export interface Calls<Theirs> {
  /** Its answer. Rejects with LineEndedError where it ends before, else with what it says went wrong. */
  call<K extends keyof Theirs & string>(method: K, ...values: Values<Theirs[K]>): Promise<Answer<Theirs[K]>>
  /** Says it without waiting for an answer. */
  post<K extends keyof Theirs & string>(method: K, ...values: Values<Theirs[K]>): void
  /** The other process has ended: all calls reject, those to come too. */
  end(): void
}

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** Asks and is asked over one line; both ends run this program, so that each knows what the other can be asked for. */
export function createCalls<Theirs extends Methods<Theirs>, Own extends Methods<Own>>(
  line: Line,
  own: Own,
): Calls<Theirs> {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let hasEnded = false
  const methods = new Map<string, (...values: never[]) => unknown>(Object.entries(own))

  async function answer({ method, values, id }: Question): Promise<void> {
    const found = methods.get(method)
    if (found === undefined) throw new Error(`nothing here is called ${method}`)
    // Whoever asks runs this program too, and its compiler has checked the values.
    const asked = async (): Promise<unknown> => found(...(values as never[]))
    // Without an id nobody waits: what goes wrong is this process's own.
    if (id === undefined) return void (await asked())
    await asked().then(
      (value) => line.send({ id, value }),
      (error: unknown) => line.send({ id, failure: error instanceof Error ? error.message : String(error) }),
    )
  }

  function settle({ id, value, failure }: Reply): void {
    const call = waiting.get(id)
    waiting.delete(id)
    if (failure === undefined) call?.resolve(value as never)
    else call?.reject(new Error(failure))
  }

  line.listen((message) => {
    if (isQuestion(message)) void answer(message)
    else if (isReply(message)) settle(message)
  })
  return {
    call(method, ...values) {
      if (hasEnded) return Promise.reject(new LineEndedError())
      lastId += 1
      const id = lastId
      const settled = new Promise<never>((resolve, reject) => waiting.set(id, { resolve, reject }))
      line.send({ method, values, id })
      return settled
    },
    post(method, ...values) {
      if (!hasEnded) line.send({ method, values })
    },
    end() {
      hasEnded = true
      for (const { reject } of waiting.values()) reject(new LineEndedError())
      waiting.clear()
    },
  }
}

interface Question {
  readonly method: string
  readonly values: readonly unknown[]
  readonly id?: number
}

interface Reply {
  readonly id: number
  readonly value?: unknown
  readonly failure?: string
}

function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && 'method' in message && 'values' in message
}

function isReply(message: unknown): message is Reply {
  return typeof message === 'object' && message !== null && 'id' in message && !('method' in message)
}
