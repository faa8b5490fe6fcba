/** Tells the parent process where this one serves, and whenever asked what it has used so far. */
export function answerUsage(url: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000, rssMegabytes: process.memoryUsage.rss() / 2 ** 20 })
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ url })
}
