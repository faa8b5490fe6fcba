import { closeSync, constants, openSync, readSync, statSync, writeSync } from 'node:fs'
import { CatalogueFileError } from './catalogue-file-error.ts'
import { isLackOfRoom } from './passing-fault.ts'

/** How far a catalogue has been shown: its generation, and the number of its last change. */
export interface Shown {
  readonly generation: number
  readonly change: number
}

/** Keeps beside a catalogue how far it has been shown: a file that has lost its log, or is an older copy, looks sound by itself. */
export interface ShownMark {
  /** What was noted last; undefined where nothing was, or what stands there is no mark. */
  read(): Shown | undefined
  /** Where the disk is full what was noted before stands. */
  note(shown: Shown): void
  close(): void
}

/** Of fixed length, so that it is written in one piece over what stood there. */
const lineOf = ({ generation, change }: Shown): string =>
  `generation ${String(generation).padStart(15)} change ${String(change).padStart(15)}\n`
const LINE = /^generation +(\d{1,15}) change +(\d{1,15})\n$/
const LINE_BYTES = lineOf({ generation: 0, change: 0 }).length

/** Opens the mark of a catalogue's file, private to its owner. CatalogueFileError where what lies there can't be one. */
export function openShownMark(file: string): ShownMark {
  const path = `${file}.mark`
  let handle = openUnlessFull(file, path)
  return {
    read() {
      if (handle === undefined) return undefined
      const bytes = Buffer.alloc(LINE_BYTES + 1)
      const line = bytes.toString('latin1', 0, readSync(handle, bytes, 0, bytes.length, 0))
      const [, generation, change] = LINE.exec(line) ?? []
      return generation === undefined ? undefined : { generation: Number(generation), change: Number(change) }
    },
    note(shown) {
      try {
        handle ??= openUnlessFull(file, path)
        if (handle !== undefined) writeSync(handle, lineOf(shown), 0)
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

function openUnlessFull(file: string, path: string): number | undefined {
  try {
    // A pipe would wait for a writer.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error('no regular file')
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  } catch (cause) {
    if (isLackOfRoom(cause)) return undefined
    const why =
      'cannot be watched: what lies beside it as catalogue.sqlite.mark is no file that may be read and written; move it away'
    throw new CatalogueFileError(file, why, { cause })
  }
}
