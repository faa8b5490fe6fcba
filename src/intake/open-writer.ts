import { isDamage } from '../store/damage.ts'
import { lockCatalogue } from '../store/lock-catalogue.ts'
import { recogniseFile } from '../store/recognise-file.ts'
import { finishSalvage, type Salvage, salvageCatalogue } from '../store/salvage.ts'
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
  }
  close(): void
}

/** Locks the catalogue and opens it; what is damaged is salvaged first. CatalogueFileError where it can't be used. */
export function openWriter(file: string, isStopping: () => boolean): OpenWriter {
  const lock = lockCatalogue(file)
  try {
    finishSalvage(file, new Date())
    const start = openSound(file, isStopping)
    let { writer } = start
    return {
      current: () => writer,
      methods: {
        salvagedAtStart: () => start.salvage,
        salvage() {
          writer.close()
          const salvage = salvageCatalogue(file, new Date(), isStopping)
          writer = createWriter(file, isStopping)
          return salvage
        },
      },
      close() {
        writer.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

function openSound(file: string, isStopping: () => boolean): { readonly writer: Writer; readonly salvage?: Salvage } {
  try {
    if (recogniseFile(file) !== 'damaged') return { writer: createWriter(file, isStopping) }
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  const salvage = salvageCatalogue(file, new Date(), isStopping)
  return { writer: createWriter(file, isStopping), salvage }
}
