import { threadCpuUsage } from 'node:process'

const SAMPLE_MS = 5

/** Sends the parent process where this one serves, and whenever asked what it has used so far; collected before where `--expose-gc` is set. */
export function answerUsage(url: string): void {
  const deaf = watchDeafness()
  process.on('message', () => {
    globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.send?.({
      cpuMs: (user + system) / 1000,
      rssMegabytes: rss / 2 ** 20,
      heapMegabytes: heapUsed / 2 ** 20,
      outsideMegabytes: external / 2 ** 20,
      deafCpuMs: deaf(),
    })
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ url })
}

/** The most processor time that this thread took between two looks at its timers, since last asked: waits for other processes are not in it. */
function watchDeafness(): () => number {
  const now = (): number => {
    const { user, system } = threadCpuUsage()
    return (user + system) / 1000
  }
  let before = now()
  let longest = 0
  setInterval(() => {
    const after = now()
    longest = Math.max(longest, after - before)
    before = after
  }, SAMPLE_MS).unref()
  return () => {
    const most = longest
    longest = 0
    return most
  }
}
