import { destination, type DestinationStream, type LogFn, type Logger, pino } from 'pino'

import type { LogFormat, LogLevel } from '../config/settings.ts'
import { redact } from '../model/redact.ts'
import { createSaidOnce } from './said-once.ts'

const STANDARD_ERROR = 2
/** pino's number of `warn`. */
const WARN = 40

/** How a log is written. */
interface LogOptions {
  /** Absent: as a person reads it on a terminal, else an object a line. */
  readonly logFormat?: LogFormat
  /** Names of parameters whose values are left out of addresses. */
  readonly secretParameters?: () => readonly string[]
}

/**
 * The program's log on standard error, so that what is said to the person stands alone on standard output: one JSON object a
 * line, or a line for a person. A warning that comes again within the hour is counted. Addresses in it come without their
 * keys, those of `secretParameters` among them.
 */
export async function createLog(
  level: LogLevel,
  { logFormat, secretParameters = () => [] }: LogOptions = {},
): Promise<Logger> {
  const isForPerson = logFormat === undefined ? process.stderr.isTTY : logFormat === 'text'
  return pino(
    {
      level,
      base: null,
      hooks: { streamWrite: (line) => redact(line, secretParameters()), logMethod: leaveOutRepeats() },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    isForPerson ? await readable() : destination({ fd: STANDARD_ERROR, sync: true }),
  )
}

async function readable(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ destination: STANDARD_ERROR, sync: true, translateTime: 'SYS:HH:MM:ss', singleLine: true })
}

/** Our rooms log details and a message (`model/log.ts`). */
function leaveOutRepeats() {
  const say = createSaidOnce(() => performance.now())
  return function (this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
    const [details, message] = args as readonly unknown[]
    if (level < WARN || typeof message !== 'string' || typeof details !== 'object' || details === null)
      return method.apply(this, args)
    const stated: Readonly<Record<string, unknown>> = { ...details }
    const repeated = say(message, stated)
    if (repeated !== undefined) method.call(this, { ...stated, ...repeated }, message)
  }
}
