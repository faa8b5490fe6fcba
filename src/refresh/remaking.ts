import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import type { Log } from '../model/log.ts'
import { remakingFileOf } from '../store/remaking.ts'
import type { Taxonomies } from './live-feeds.ts'

/** Makes a catalogue again in a copy, while what answers stands until the copy is complete. */
export interface Remaking {
  /** Path of the file that is written to now: the copy, or the catalogue itself. */
  file(): string
  /** Begins where files state terms otherwise than they were read; goes on where one was begun before. */
  begin(taxonomies: Taxonomies): Promise<void>
  /** Puts the copy in the catalogue's place once all in it is made; true: it did, and feeds are to be set again. */
  end(): Promise<boolean>
  /** Learns again which file its writer has open, as after a salvage or a new thread. */
  lookAgain(): Promise<void>
}

/** What a remaking is made with. */
export interface RemakingParts {
  /** Path of the catalogue. */
  readonly file: string
  readonly writer: CatalogueWriter
  readonly log: Log
  /** Called where nothing can be answered before that is done, with the reason. */
  onDelay?(reason: string): void
  /** Has nothing written to the file for a while. */
  pause(): Promise<void>
  /** Resolves when every record stands in the copy and is matched. */
  complete(): Promise<void>
  /** Another file is written to than before. */
  onOtherFile(): void
  /** Who reads may take the new file up. */
  onReplaced(): void
}

/** Creates the remaking of one catalogue; one that was begun before is under way. */
export async function createRemaking(parts: RemakingParts): Promise<Remaking> {
  const { file, writer, log } = parts
  let isUnderWay = await writer.isRemaking()
  if (isUnderWay)
    parts.onDelay?.(
      'The catalogue has tables of another version of the gateway: all is made again from what was received, without asking a council.',
    )
  return {
    file: () => (isUnderWay ? remakingFileOf(file) : file),
    async begin(taxonomies) {
      if (!isUnderWay) {
        if (!(await writer.readsTermsOtherwise(taxonomies))) return writer.dropRemaking()
        await parts.pause()
        await writer.beginRemaking()
        isUnderWay = true
        parts.onOtherFile()
      }
      log.info(
        {},
        'All is made again in a copy from what was received, without asking a council; then the copy takes the place of what answers now.',
      )
    },
    async end() {
      if (!isUnderWay) return false
      await parts.complete()
      await writer.endRemaking()
      isUnderWay = false
      parts.onOtherFile()
      parts.onReplaced()
      return true
    },
    async lookAgain() {
      isUnderWay = await writer.isRemaking()
      parts.onOtherFile()
    },
  }
}
