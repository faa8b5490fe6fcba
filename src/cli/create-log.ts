import { destination, type Logger, pino } from 'pino'

import type { LogLevel } from '../config/settings.ts'

/** The program's log: one JSON object a line on standard error, so that what is said to the person stands alone on standard output. */
export function createLog(level: LogLevel): Logger {
  return pino(
    { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    destination({ fd: 2, sync: true }),
  )
}
