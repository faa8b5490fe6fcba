import { isDamage } from '../store/damage.ts'
import { lockCatalogue } from '../store/lock-catalogue.ts'
import { recogniseFile } from '../store/recognise-file.ts'
import { beginRemaking, dropRemaking, endRemaking, finishRemaking, remakingFileOf } from '../store/remaking.ts'
import { finishSalvage, type Salvage, salvageCatalogue } from '../store/salvage.ts'
import { openShownMark, type ShownMark } from '../store/shown-mark.ts'
import { hasOtherTables } from '../store/tables.ts'
import type { TransactionLog } from '../store/transaction-log.ts'
import { createWriter } from './create-writer.ts'

type Writer = ReturnType<typeof createWriter>

/** The writer of a catalogue whose file may be changed for another below it. */
export interface OpenWriter {
  /** As it is now. */
  current(): Writer
  readonly methods: {
    /** What was taken out of a damaged file when it was opened; undefined where it was sound. */
    salvagedAtStart(): Salvage | undefined
    /** Puts a new file with what can be read in the place of one that turned out to be damaged; feeds are to be set again. */
    salvage(): Salvage
    /** Whether the catalogue is being made again in a copy, which the writer works on; the file answers as it is meanwhile. */
    isRemaking(): boolean
    /** Copies the catalogue, and from now on writes to the copy; no sweep may be under way. */
    beginRemaking(): void
    /** Removes a copy that was begun before and is not needed. */
    dropRemaking(): void
    /** Puts the copy in the catalogue's place, once all is made again; throws where it is not. */
    endRemaking(): void
  }
  close(): void
}

/** Locks the catalogue and opens it, to be written to the log first where one is given; what is damaged is salvaged first, and what has other tables is made again in a copy. CatalogueFileError where it can't be used. */
export function openWriter(file: string, isStopping: () => boolean, log?: TransactionLog): OpenWriter {
  const lock = lockCatalogue(file)
  let mark: ShownMark | undefined
  try {
    mark = openShownMark(file)
    finishSalvage(file, new Date())
    finishRemaking(file)
    const start = openSound(file, isStopping, mark, log)
    let { writer, isRemaking } = start
    let isOpen = true
    return {
      current: () => writer,
      methods: {
        salvagedAtStart: () => start.salvage,
        salvage() {
          closeDamaged(writer)
          isOpen = false
          try {
            return salvageCatalogue(file, new Date(), isStopping)
          } finally {
            // For want of room, say, it may have failed: what can be written of the damaged file is, until it is tried again.
            isRemaking = false
            writer = createWriter(file, isStopping, mark, log)
            isOpen = true
          }
        },
        isRemaking: () => isRemaking,
        dropRemaking: () => dropRemaking(file),
        beginRemaking() {
          writer.show()
          beginRemaking(file, 'ALL')
          writer.close()
          writer = createWriter(remakingFileOf(file), isStopping)
          isRemaking = true
        },
        endRemaking() {
          if (!writer.isWhole()) throw new Error('Making the records again did not come to its end.')
          writer.close()
          endRemaking(file)
          writer = createWriter(file, isStopping, mark, log)
          isRemaking = false
        },
      },
      close() {
        if (isOpen) writer.close()
        mark?.close()
        lock.close()
      },
    }
  } catch (error) {
    mark?.close()
    lock.close()
    throw error
  }
}

interface Opened {
  readonly writer: Writer
  readonly isRemaking: boolean
  readonly salvage?: Salvage
}

/** What waits to be shown may be what the damage keeps from being written. */
function closeDamaged(writer: Writer): void {
  try {
    writer.close()
  } catch (error) {
    if (!isDamage(error)) throw error
  }
}

function openSound(file: string, isStopping: () => boolean, mark: ShownMark, log?: TransactionLog): Opened {
  try {
    const state = recogniseFile(file)
    if (state === 'ours' && hasOtherTables(file)) {
      beginRemaking(file, 'RECORDS')
      return { writer: createWriter(remakingFileOf(file), isStopping), isRemaking: true }
    }
    if (state !== 'damaged') return { writer: createWriter(file, isStopping, mark, log), isRemaking: false }
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  const salvage = salvageCatalogue(file, new Date(), isStopping)
  return { writer: createWriter(file, isStopping, mark, log), isRemaking: false, salvage }
}
