import { isOpenAtPlaces, type Nations } from '../facts/is-open.ts'
import { prepareQuestion } from '../facts/opening-question.ts'
import type { OpeningRule } from '../facts/opening-rule.ts'
import type { Truth } from '../facts/truth.ts'
import { distanceMetres } from '../geography/distance.ts'
import { createByteCache } from '../model/byte-cache.ts'
import { estimateBytes } from '../model/estimate-bytes.ts'
import type { SqlFunctions } from '../store/reader-connection.ts'
import { createReaderStore, type ReaderStore } from '../store/reader-store.ts'

const RULES_BYTES = 8_000_000

/** Opens a catalogue's file for its readers, and teaches SQLite what it can't do by itself: measure on the globe and ask schedules. `onDamage` as for `createReaderStore`. */
export function openStore(file: string, onDamage?: () => void): ReaderStore {
  const ask = createOpeningAsker()
  const functions: SqlFunctions = {
    distance_metres: (latitude, longitude, toLatitude, toLongitude) =>
      distanceMetres(
        { latitude: Number(latitude), longitude: Number(longitude) },
        { latitude: Number(toLatitude), longitude: Number(toLongitude) },
      ),
    is_open(rules, nations, question, places) {
      const answer = ask(String(rules), String(nations), String(question), String(places))
      return answer === undefined ? null : Number(answer)
    },
  }
  return createReaderStore(file, functions, onDamage)
}

/** Questions and rules arrive as text from SQLite; each is parsed once while it is in use. */
function createOpeningAsker(): (rules: string, nations: string, question: string, places: string) => Truth {
  const parsedRules = createByteCache<readonly OpeningRule[]>({ maxBytes: RULES_BYTES, newcomerBytes: RULES_BYTES / 2 })
  let lastQuestion = ''
  let question = prepareQuestion({ dates: [] })
  return (rulesText, nationsText, questionText, places) => {
    if (questionText !== lastQuestion) {
      question = prepareQuestion(JSON.parse(questionText))
      lastQuestion = questionText
    }
    const known = parsedRules.get(rulesText)
    const rules: readonly OpeningRule[] = known ?? JSON.parse(rulesText)
    if (known === undefined) parsedRules.set(rulesText, rules, estimateBytes(rules))
    const nations: Nations = JSON.parse(nationsText)
    return isOpenAtPlaces(rules, places === '[]' ? [] : JSON.parse(places), question, nations)
  }
}
