/** Sends the parent process where this one serves, and whenever asked what it has used so far; collected before where `--expose-gc` is set. */
export function answerUsage(url: string): void {
  process.on('message', () => {
    globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.send?.({
      cpuMs: (user + system) / 1000,
      rssMegabytes: rss / 2 ** 20,
      heapMegabytes: heapUsed / 2 ** 20,
      outsideMegabytes: external / 2 ** 20,
    })
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ url })
}
