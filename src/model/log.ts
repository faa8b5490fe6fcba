/** Where a room reports what happened, for operators; pino's loggers are such. Never a body, header or credential. */
export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
