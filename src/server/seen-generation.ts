import type { IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, StreamedAnswer } from './exchange.ts'
import { createRefusal } from './refusals.ts'

const HEADER = 'oruk-generation'
const PATIENCE_MS = 1_000
const LOOK_MS = 20

/** Resolves once what the client has seen is visible here too, where it says what that was; refuses BEHIND where it is not within a second. */
export async function untilSeen(request: IncomingMessage, generation: () => string): Promise<void> {
  const seen = Number(request.headers[HEADER] ?? 0)
  const beganMs = performance.now()
  while (Number(generation()) < seen) {
    if (performance.now() - beganMs > PATIENCE_MS) throw createRefusal('BEHIND', { headers: { 'retry-after': '1' } })
    await pause(LOOK_MS)
  }
}

/** The answer with the generation to ask others for: that of its data or a newer one, never an older. */
export function markGeneration<T extends Answer | StreamedAnswer>(answer: T, generation: () => string): T {
  return { ...answer, headers: { ...answer.headers, [HEADER]: generation() } }
}
