import { ConfigError } from '../config/config-error.ts'
import { readSettings } from '../config/settings.ts'

/** How `serve` was started, besides the settings. */
export interface ServeOptions {
  /** The file descriptor of the socket to serve; absent: it listens as the settings say. */
  readonly fd?: string
  /** Another process answers on that socket until this one can. */
  readonly takeOver?: boolean
  /** In place of READERS. */
  readonly readers?: string
}

/** The socket to serve, where whoever started the process holds it. */
export interface Socketed {
  readonly fd: number | undefined
  /** Another process answers on it until this one can. */
  readonly takeOver: boolean
}

/** Serves as the settings say: all in this process, or by several, of which this one then holds nothing that they do. */
export async function startServing({ fd, takeOver = false, readers }: ServeOptions): Promise<void> {
  const settings = readSettings({ ...process.env, ...(readers !== undefined && { READERS: readers }) })
  const socket = { fd: fd === undefined ? undefined : readFd(fd), takeOver }
  if (settings.readers === 0) return (await import('./serve.ts')).serve(settings, socket)
  return (await import('./serve-by-readers.ts')).serveByReaders(settings, socket)
}

function readFd(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new ConfigError('The command', [{ path: '--fd', problem: `is "${text}" but must be a whole number` }])
}
