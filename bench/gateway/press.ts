import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'

/** What a server did under as much load as it bears. */
export interface Pressed {
  readonly requests: number
  readonly seconds: number
}

const CONNECTIONS = 8
const REFUSED_MS = 20

/**
 * Asks a server one question after the other on each of eight connections for so many milliseconds. `bodyOf` gives the body
 * of the nth request. Rejects at the first answer with errors; where it is patient, requests that are turned away for load are
 * not counted, and the connection waits a little.
 */
export async function press(
  url: string,
  bodyOf: (n: number) => string,
  durationMs: number,
  isPatient = false,
): Promise<Pressed> {
  const pool = new Pool(url, { connections: CONNECTIONS })
  const startedMs = performance.now()
  let [requests, refused] = [0, 0]
  async function ask(): Promise<void> {
    while (performance.now() - startedMs < durationMs) {
      const answer = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bodyOf(requests++),
      })
      const text = await answer.body.text()
      if (isPatient && text.includes('"OVERLOADED"')) {
        refused += 1
        await pause(REFUSED_MS)
        continue
      }
      if (answer.statusCode !== 200 || text.startsWith('{"errors"'))
        throw new Error(`${answer.statusCode} ${text.slice(0, 500)}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, ask))
  await pool.close()
  return { requests: requests - refused, seconds: (performance.now() - startedMs) / 1000 }
}
