import { cachedByText } from './cached-by-text.ts'
import { clausesOf } from './day-words.ts'
import { readMeetingWords, type MeetingWords } from './meeting-words.ts'
import type { Service } from './service.ts'
import { readOpeningWords, type OpeningWords } from './opening-words.ts'

/** What the prose of a service says of all its schedules. */
export interface ServiceWords {
  /** On which of their days they hold is not known. */
  readonly isUncertain: boolean
  /** It takes place less often than every week. */
  readonly isRarer: boolean
  /** When it says that it takes place. */
  readonly meeting: MeetingWords
  /** Stretches of every year that it may leave out, as in `OpeningWords`. */
  readonly doubtful: OpeningWords['doubtful']
}

const IN_TERMS =
  /\bterm[- ]?times?\b|\bschool terms?\b|\b(?:in|during|throughout) (?:the )?terms?\b(?! of)|\b(?:no|not|never|clos\w+|except\w*|excluding|outside)\b[^.;]{0,30}\b(?:school hol(?:iday)?s?|half[- ]?terms?)\b|\bschool hol(?:iday)?s? only\b|\bonly (?:\w+ )?(?:in|during) (?:the )?(?:school )?hol(?:iday)?s\b/i
/** So that nothing is left out. */
const IN_HOLIDAYS_TOO =
  /\b(?:and|or|plus|including|as well as|also)\b[^.;]{0,25}\bhol(?:iday)?s?\b|\bhol(?:iday)?s? (?:and|or)\b|\b(?:all|throughout the) year\b|\b(?:fund\w+|fees?|places?|hours of)\b/i
const HALTED =
  /\b(?:currently|temporarily|permanently|presently|now) (?:closed|suspended|paused|on hold|not (?:running|operating|meeting|open|available|taking place))\b|\b(?:closed|suspended|cancelled|paused|on hold|not (?:running|meeting|open|operating)) (?:until|at present|at the moment|for the time being|for now)\b|\buntil further notice\b|\b(?:this|the|our) (?:group|service|class|club|session|course|project)s? (?:has|have|is|are) (?:now )?(?:closed|ceased|ended|suspended|cancelled|paused)\b|\b(?:this|the|our) (?:group|service|class|club|session|course|project)s? (?:is |are )?no longer (?:run|meet|operat|offer|avail|open|tak)/i
/** Something of the service is closed, and not the service. */
const OF_ITS_PARTS =
  /\b(?:waiting|lists?|offices?|referrals?|applications?|reception|caf[e\u00e9]|shop|building|regist\w+|membership)\b/i
const TAKES_PLACE =
  /\b(?:meets?|meetings?|held|runs?|running|takes? place|happens?|gathers?|sessions?|get[- ]togethers?)\b/i
const OFTENER_OR_BESIDE =
  /\bweekly\b|\b(?:every|each|once a|per) week\b|\b(?:also|occasional\w*|volunteers?|trips?|outings?|newsletters?|visits?|speakers?|fees?|costs?|paid|pay\w*|charges?|members\w*|committee|trustees?|social|lunch(?:es)?|events?|free|first sessions?|weeks? of)\b|£/i

/** The service itself is not held for a part of the year. */
const PAUSES =
  /^\W*(?:we (?:are )?)?(?:clos\w+|no (?:sessions?|meetings?|class(?:es)?|groups?|clubs?))\b|\b(?:we|it|groups?|clubs?|class(?:es)?|sessions?|choirs?|caf[eé]s?) (?:\w+ )?(?:closed?|closes|(?:does|do|will) ?n[o'’]t (?:meet|run|open|take))\b|\b(?:not|n['’]t) (?:meet|run|take place|open) (?:in|during|over|on)\b|\bexcept (?:in |during )?(?:january|february|march|april|june|july|august|september|october|november|december|christmas|easter|summer)\b/i

/** "A fortnightly group": how often it meets, though no word says that it does. */
const OF_THE_GROUP =
  /\b(?:fortnightly|monthly|bi-?monthly|quarterly) (?:[\w-]+ )?(?:groups?|clubs?|class(?:es)?|meetings?|gatherings?|get[- ]togethers?|drop[- ]ins?|caf[eé]s?|meet[- ]?ups?|sessions?|choirs?|workshops?)\b/i

/** What the description and the alert of a service say of when it takes place; prose says it of much else, so only what is plainly said of that counts. */
export function readServiceWords({ description, alert }: Pick<Service, 'description' | 'alert'>): ServiceWords {
  const clauses = description === undefined ? [] : clausesOf(description).map(readClause)
  // An alert is about the present and nothing else.
  const isAlerted = alert !== undefined && readOpeningWords([alert]).isUncertain
  return {
    isUncertain: isAlerted || clauses.some(({ isUncertain }) => isUncertain),
    isRarer: clauses.some(({ isRarer }) => isRarer),
    meeting: readMeetingWords(description),
    doubtful: clauses.flatMap(({ doubtful }) => doubtful),
  }
}

const readClause = cachedByText((clause: string): Omit<ServiceWords, 'meeting'> => {
  const isOfParts = OF_ITS_PARTS.test(clause)
  const isOfItself = (TAKES_PLACE.test(clause) || OF_THE_GROUP.test(clause)) && !OFTENER_OR_BESIDE.test(clause)
  return {
    isUncertain: (IN_TERMS.test(clause) && !IN_HOLIDAYS_TOO.test(clause)) || (HALTED.test(clause) && !isOfParts),
    isRarer: isOfItself && readOpeningWords([clause]).isRarer,
    doubtful: PAUSES.test(clause) && !isOfParts ? readOpeningWords([clause]).doubtful : [],
  }
})
