import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that systems give to connections of their own, which would take it before its process listens. */
const [FIRST, COUNT] = [20_000, 12_000]

/** A port of this machine that nobody listens on, for a process that starts later or again. */
export async function findFreePort(): Promise<number> {
  const port = FIRST + Math.floor(Math.random() * COUNT)
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return findFreePort()
    throw error
  }
  await new Promise((resolve) => server.close(resolve))
  return port
}
