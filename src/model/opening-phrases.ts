import { DAY_STEMS } from './day-words.ts'

const WEEKDAY = `(?:${DAY_STEMS})day`
const NTH = '(?:first|1st|second|2nd|third|3rd|fourth|4th|last)'
const SEASON = '(?:spring|summer|autumn|winter)'

/** Speaks of bank holidays as the only days. */
export const ON_BANK_HOLIDAYS_ALONE = anyOf([
  String.raw`\b(?:bank|public)[- ]?hol(?:iday)?s?(?: ${WEEKDAY}s?)? only\b`,
  String.raw`\bonly (?:open |held |runs? )?(?:on |during )?(?:bank|public)[- ]?hol`,
  String.raw`^\W*(?:on |every |all )?(?:bank|public)[- ]?holiday ${WEEKDAY}s?\W*$`,
])

/** Speaks of dates that it does not give: seasons, days that vary or are announced elsewhere. */
export const SEASONS = anyOf([
  String.raw`\bseasonal(?:ly)?\b`,
  String.raw`^\W*${SEASON}\W*$`,
  String.raw`\bschool days\b`,
  String.raw`\bseason only\b`,
  String.raw`\bin season\b`,
  String.raw`\b${SEASON}(?: months?)? only\b`,
  String.raw`\b(?:dates|days|times|hours) (?:may |can |will )?(?:vary|differ|change)\b`,
  String.raw`\b(?:selected|various|certain|some) (?:dates|days|weeks)\b`,
  String.raw`\bad[- ]hoc\b`,
  String.raw`\birregular`,
  String.raw`\bweather[- ]dependent\b`,
  String.raw`\bterm dates\b`,
  String.raw`\bdates: `,
  String.raw`\bdates\b[^.;]{0,30}\b(?:website|web ?page|facebook|notice ?board|advertised|announced)\b`,
  String.raw`\b(?:check|see|visit|ring|call|contact|phone|e-?mail|ask|enquire|website|facebook)\b[^.;]{0,40}\bdates\b`,
  String.raw`\b(?:january|february|march|april|june|july|august|september|october|november|december) only\b`,
])

/** Nothing takes place for a time or for good, or not as the times say. */
export const HALTED = anyOf([
  String.raw`\b(?:suspended|cancell?ed|paused|postponed|discontinued|ceased|finished|(?<!-)ended|on hold|on pause|until further notice)\b`,
  String.raw`\b(?:no longer|not|isn['’]?t|aren['’]?t) (?:currently |presently )?(?:running|operating|meeting|taking place|happening|being held|open)\b(?! (?:on|in|at(?! (?:present|the moment))|during|over|to)\b)`,
  String.raw`\b(?:currently|temporarily|permanently|presently|now) (?:closed|shut|unavailable)\b`,
  String.raw`\bclosed (?:temporarily|permanently|at present|at the moment|until|for (?:refurb\w*|repairs?|renovation\w*|(?:building )?works?|now|good|the (?:foreseeable|time being)))\b`,
  String.raw`\bre-?open(?:s|ing)?\b`,
  String.raw`^\W*(?:closed|shut)\W*$`,
  String.raw`\bmoved to\b`,
  String.raw`\bclosed (?:today|this (?:week|month|morning|afternoon))\b`,
  String.raw`\bno (?:sessions?|meetings?|class(?:es)?|groups?) (?:until|till|this|today|currently|for now|at the moment)\b`,
  String.raw`\b(?:now|new) (?:days?|times?|${WEEKDAY}s?)\b`,
  String.raw`\b(?:weather|volunteers?) permitting\b`,
  String.raw`\bsubject to\b`,
  String.raw`\bexcept (?:when|where|if)\b`,
])

/** It takes place less often than every week. */
export const RARER = anyOf([
  String.raw`\bnot (?:held |on |running )?every (?:week|${WEEKDAY})\b`,
  String.raw`\bfortnight`,
  String.raw`\b(?:odd|even) weeks?\b`,
  String.raw`\bweeks? [a-d1-4]\b`,
  String.raw`\b(?:two|three|four|five|six|eight|[2-9])[- ]weekly\b`,
  String.raw`\bevery (?:5|five|6|six|8|eight|10|ten|12|twelve) weeks\b`,
  String.raw`\b(?:once|twice|(?:two|three|four|[234]) times) (?:a|per|each|every) (?:term|quarter|month|year)\b`,
  String.raw`\boccasional(?:ly)?\b`,
  String.raw`\b(?:most|some|selected|certain) ${WEEKDAY}s\b`,
  String.raw`\b${NTH}\b[^.;]{0,20}\b${WEEKDAY}s?\b`,
  String.raw`\b(?:except|excluding|excl|apart from|other than|but not|not)\b[^.;]{0,20}\b(?:first|second|third|fourth|fifth|last|\d{1,2}(?:st|nd|rd|th))\b`,
  String.raw`\b(?:two|three|four|[2-4]) (?:weeks?|${WEEKDAY}s) (?:out )?(?:of|in) (?:every )?(?:three|four|five|[3-5])\b`,
  String.raw`\balternat(?:e|ing)\b`,
  String.raw`\bbi-?weekly\b`,
  String.raw`\bmonthly\b`,
  String.raw`\bevery (?:other|second|2nd|two|2|third|3rd|three|3|fourth|4th|four|4)\b`,
  String.raw`\b${NTH}\b[^.;]{0,40}\bmonth\b`,
])

function anyOf(phrases: readonly string[]): RegExp {
  return new RegExp(phrases.join('|'), 'i')
}
