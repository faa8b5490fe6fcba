import { closeSync, constants, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { isLackOfRoom } from './passing-fault.ts'

/** How far a catalogue has been shown: its generation, and the number of its last change. */
export interface Shown {
  readonly generation: number
  readonly change: number
}

/** Keeps beside a catalogue how far it has been shown: a file that has lost its log, or is an older copy, looks sound by itself. */
export interface ShownMark {
  /** What was noted last; undefined where nothing was, or it can't be read. */
  read(): Shown | undefined
  /** Where the disk is full what was noted before stands. */
  note(shown: Shown): void
  close(): void
}

const MOST_BYTES = 100
/** Of fixed length, so that it is written in one piece over what stood there. */
const lineOf = ({ generation, change }: Shown): string =>
  `generation ${String(generation).padStart(16)} change ${String(change).padStart(16)}\n`
const LINE = /^generation +(\d{1,16}) change +(\d{1,16})\n$/

/** Opens the mark of a catalogue's file, private to its owner. */
export function openShownMark(file: string): ShownMark {
  const path = `${file}.mark`
  let handle: number | undefined
  return {
    read() {
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat?.isFile() !== true || stat.size > MOST_BYTES) return undefined
      const [, generation, change] = LINE.exec(readFileSync(path, 'latin1')) ?? []
      return generation === undefined ? undefined : { generation: Number(generation), change: Number(change) }
    },
    note(shown) {
      try {
        handle ??= openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
        writeSync(handle, lineOf(shown), 0)
      } catch (error) {
        // A mark that is too low misses a loss and claims none.
        if (!isLackOfRoom(error)) throw error
      }
    },
    close() {
      if (handle !== undefined) closeSync(handle)
      handle = undefined
    },
  }
}
