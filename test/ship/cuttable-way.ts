import { connect, createServer, type Socket } from 'node:net'

/** A way to a port of this machine that can be cut off without a word, as a network is. */
export interface CuttableWay {
  readonly port: number
  /** From now on nothing gets through in either direction, and nobody hears that connections are gone. */
  cut(): void
  /** What was sent meanwhile arrives, and what follows; nothing changes where it was not cut. */
  heal(): void
  close(): Promise<void>
}

/** Opens a way to this port. */
export async function openWay(target: number): Promise<CuttableWay> {
  const ways = new Set<readonly [Socket, Socket]>()
  let isCut = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    const way = [near, far] as const
    ways.add(way)
    if (!isCut) join(way)
    for (const [socket, other] of [way, [far, near]] as const) {
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        other.destroy()
        ways.delete(way)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a port is expected')
  return {
    port: address.port,
    cut() {
      isCut = true
      for (const [near, far] of ways) {
        near.unpipe(far).pause()
        far.unpipe(near).pause()
      }
    },
    heal() {
      if (!isCut) return
      isCut = false
      for (const way of ways) join(way)
    },
    close: () =>
      new Promise((resolve) => {
        for (const [near, far] of ways) {
          near.destroy()
          far.destroy()
        }
        server.close(() => resolve())
      }),
  }
}

function join([near, far]: readonly [Socket, Socket]): void {
  near.pipe(far)
  far.pipe(near)
}
