import { createKeptAnswers, type KeptAnswers } from './kept-answers.ts'
import { type FilePath, openReaderConnection, type ReaderConnection, type SqlFunctions } from './reader-connection.ts'

/** The reader's hold on the file: statements kept by their text, and answers kept while the generation stands. */
export interface ReaderStore extends KeptAnswers, Omit<ReaderConnection, 'begin' | 'end'> {
  /** Equal generation: the same data. */
  generation(): string
  /** Sees the data as it now is, whatever is written, until `letGo`. Gives its generation. */
  hold(): string
  letGo(): void
  /** Takes up the file that lies under its path now: at once, or when what it holds is let go. */
  reopen(): void
}

/**
 * Opens the file for reading, shows the words of its texts as the tables `word`, by column, and `whole_word`, those of names as `name_word`, and lets statements count lists and call
 * `functions`. Statements throw DamagedDataError where the file is damaged, after `onDamage` was called.
 */
export function createReaderStore(
  file: FilePath,
  functions: SqlFunctions = {},
  onDamage: () => void = () => {},
): ReaderStore {
  const connection = openReaderConnection(file, functions, onDamage)
  const answers = createKeptAnswers(currentGeneration)
  let isHeld = false
  let isReplaced = false
  let generation: string | undefined

  /**
   * Read once per stretch of work that waits for nothing: a reader asks for it with everything it remembers. Until the next
   * turn of the event loop would be too long, for a writer's word of a change can come before that.
   */
  function currentGeneration(): string {
    if (generation === undefined) {
      generation = String(connection.get("SELECT value FROM meta WHERE key = 'generation'")?.['value'])
      queueMicrotask(() => (generation = undefined))
    }
    return generation
  }

  function reopen(): void {
    connection.reopen()
    answers.clear()
    generation = undefined
    isReplaced = false
  }

  const { get, all, within, counting, close, statementCount } = connection
  const { remember, once, kept, keep, keepWhile, era, dropOutdated } = answers
  return {
    ...{ get, all, within, counting, close, statementCount, remember, once, kept, keep, keepWhile, era, dropOutdated },
    generation: currentGeneration,
    hold() {
      connection.begin()
      generation = undefined
      try {
        // The first reading is what fixes the state.
        const held = currentGeneration()
        isHeld = true
        return held
      } catch (error) {
        connection.end()
        throw error
      }
    },
    letGo() {
      connection.end()
      isHeld = false
      generation = undefined
      if (isReplaced) reopen()
    },
    reopen() {
      if (isHeld) isReplaced = true
      else reopen()
    },
  }
}
