import { threadCpuUsage } from 'node:process'

/** Milliseconds that this thread has worked since it began: what other processes take of the machine is not among them. */
export function processorMs(): number {
  const { user, system } = threadCpuUsage()
  return (user + system) / 1000
}
