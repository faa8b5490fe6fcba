import type { ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import type { Line } from '../processes/line.ts'
import { StartError } from '../server/start-error.ts'

/** A connection comes as a message of its own. */
const CONNECTION = { connection: true }

/** The line to a process that this one has started, and how it is handed a connection; this one keeps its own hold on that. */
export interface ChildLine extends Line {
  hand(connection: Socket): void
}

/** Opens the line to a child process. What can't be sent to one that is ending is lost with it. */
export function openChildLine(child: ChildProcess): ChildLine {
  const lost = (): void => {}
  return {
    send: (message) => void (child.connected && child.send(message, lost)),
    listen: (listener) => void child.on('message', listener),
    hand: (connection) => void (child.connected && child.send(CONNECTION, connection, { keepOpen: true }, lost)),
  }
}

/** Opens the line to the process that has started this one; connections that it hands over go to `take`, undefined one that has gone meanwhile. StartError where a person has started it. */
export function openParentLine(take: (connection: Socket | undefined) => void = () => {}): Line {
  if (process.send === undefined) throw new StartError('`serve --readers` starts this command itself: start that.')
  const lost = (): void => {}
  return {
    send: (message) => void (process.connected && process.send?.(message, undefined, {}, lost)),
    listen(listener) {
      process.on('message', (message, handle) => {
        if (typeof message === 'object' && message !== null && 'connection' in message)
          take(handle instanceof Socket ? handle : undefined)
        else listener(message)
      })
    },
  }
}

/** A terminal and systemd send signals to every process at once: this one ends, and reads files again, at the word of its parent. */
export function leaveSignalsToParent(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'] as const) process.on(signal, () => {})
}
