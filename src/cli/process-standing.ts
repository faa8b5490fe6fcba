import type { ProcessStanding } from '../processes/parties.ts'

/** What this very process holds, and since when it runs. */
export function readOwnUsage(): Omit<ProcessStanding, 'role'> {
  const uptimeSeconds = Math.round(process.uptime())
  return { pid: process.pid, uptimeSeconds, residentBytes: process.memoryUsage.rss() }
}

/** How one of several processes stands: this one. */
export function readProcessStanding(role: ProcessStanding['role']): ProcessStanding {
  return { role, ...readOwnUsage() }
}
