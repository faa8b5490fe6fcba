import { destination, type Logger, pino } from 'pino'

import type { LogLevel } from '../config/settings.ts'
import { redact } from '../model/redact.ts'

/**
 * The program's log: one JSON object a line on standard error, so that what is said to the person stands alone on standard
 * output. Addresses in it come without their keys, those of `secretParameters` among them.
 */
export function createLog(level: LogLevel, secretParameters: () => readonly string[] = () => []): Logger {
  return pino(
    {
      level,
      base: null,
      hooks: { streamWrite: (line) => redact(line, secretParameters()) },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    destination({ fd: 2, sync: true }),
  )
}
