import type { IssueCode, Severity } from '../model/issue.ts'

interface IssueKind {
  readonly severity: Severity
  /** A plain sentence, nothing of the value in it. */
  readonly message: string
}

/**
 * Every defect this room reports, in one table. ERROR: a record or page part is lost; WARNING: a field is lost or
 * doubtful; INFO: repaired, nothing lost.
 */
export const issueKinds = {
  // Records
  MISSING_FIELD: { severity: 'ERROR', message: 'A required field is missing or empty.' },
  NOT_A_RECORD: { severity: 'ERROR', message: 'An object was expected here.' },
  ID_UNSAFE: {
    severity: 'ERROR',
    message: 'The id is a number too large to be exact in JSON, so two records might be taken for one.',
  },
  ID_WRONG_TYPE: { severity: 'ERROR', message: 'The id is neither a text nor a number, so the record cannot be kept.' },
  ID_TOO_LONG: { severity: 'ERROR', message: 'The id is longer than 500 characters, so the record cannot be kept.' },
  ID_MISMATCH: { severity: 'ERROR', message: 'The feed answered with another record than the one asked for.' },
  REFERENCE_CONTRADICTS: {
    severity: 'WARNING',
    message: 'The id names another object than the one nested beside it; the nested one was taken.',
  },
  // Pages
  DUPLICATE_KEYS: { severity: 'WARNING', message: 'A JSON object names a key twice; the last one counts.' },
  UNSAFE_KEYS: { severity: 'WARNING', message: 'Keys that would change how objects behave were dropped.' },
  CONTENT_TYPE: { severity: 'INFO', message: 'The body is JSON but not labelled as JSON.' },
  WRONG_TOTAL: { severity: 'WARNING', message: 'A paging figure is not a whole number of zero or more.' },
  // Any field
  WRONG_TYPE: { severity: 'WARNING', message: 'The value has another type than the standard gives; left out.' },
  TEXT_FOR_OBJECT: { severity: 'INFO', message: 'A text stands where an object belongs; it was read as its name.' },
  BAD_NUMBER: { severity: 'WARNING', message: 'Not a number; left out.' },
  UNKNOWN_VALUE: { severity: 'WARNING', message: "Not one of the standard's values; left out." },
  PLACEHOLDER: { severity: 'INFO', message: 'A placeholder stands where a value should; left out.' },
  STATUS_WORD: { severity: 'INFO', message: 'A word for the status was turned into the value of the standard.' },
  STATUS_OTHER: {
    severity: 'WARNING',
    message: 'Not a status of the standard, and not plainly that the service is offered; read as OTHER.',
  },
  // Text
  TEXT_CUT: {
    severity: 'WARNING',
    message: 'The text is longer than 100,000 characters, or has more than 5,000 tags, and was cut.',
  },
  TEXT_TOO_LONG: { severity: 'WARNING', message: 'The text is longer than 1,000,000 characters; left out.' },
  TEXT_CLEANED: {
    severity: 'INFO',
    message: 'Control characters, direction overrides or broken characters were removed.',
  },
  TEXT_UNDECODED: {
    severity: 'WARNING',
    message:
      'The text has characters that were lost, as bytes of another charset than the one declared; each shows as \uFFFD.',
  },
  HTML_WITHOUT_WORDS: { severity: 'WARNING', message: 'The text has markup and no words; left out.' },
  HTML_IN_TEXT: { severity: 'INFO', message: 'HTML in a plain text field was turned into text.' },
  // Addresses on the web
  BAD_URL: { severity: 'WARNING', message: 'Not a web address; kept in the extensions.' },
  URL_UNSAFE: { severity: 'WARNING', message: 'An address that could run code or carry data; left out.' },
  URL_REPAIRED: { severity: 'INFO', message: 'A web address with a slip was put right.' },
  BAD_EMAIL: { severity: 'WARNING', message: 'Not an e-mail address; left out.' },
  EMAIL_REPAIRED: {
    severity: 'INFO',
    message: 'Several e-mail addresses, or a stray full stop; the first address was taken.',
  },
  BAD_PHONE: { severity: 'WARNING', message: 'No telephone number found; left out.' },
  PHONE_INVALID: { severity: 'INFO', message: 'Not a valid UK or international number; kept as published.' },
  PREMIUM_NUMBER: {
    severity: 'WARNING',
    message: 'A number that costs the caller more than a usual call; kept as published.',
  },
  PHONE_LABELLED: { severity: 'INFO', message: 'Words in the number were moved to its description.' },
  // Money
  AMOUNT_IN_WORDS: {
    severity: 'INFO',
    message: 'An amount written with words, in pence or with a decimal comma was read; its words are kept.',
  },
  AMOUNT_UNREAD: {
    severity: 'WARNING',
    message: 'The amount is not one certain sum; kept in its words as the description of the amount.',
  },
  // Ages, times, dates
  AGE_SENTINEL: { severity: 'INFO', message: 'A stand-in for "no age limit"; left out.' },
  AGE_RANGE: {
    severity: 'WARNING',
    message: 'The minimum age is above the maximum age, or the two contradict each other.',
  },
  AGE_IN_WORDS: { severity: 'INFO', message: 'An age in words was read; the original is kept in the extensions.' },
  BAD_AGE: { severity: 'WARNING', message: 'Not an age that is certain; kept in its words in the extensions.' },
  AGE_MONTHS: { severity: 'INFO', message: 'An age in months was turned into years.' },
  BAD_DATE: { severity: 'WARNING', message: 'Not a date; left out.' },
  DATE_IMPLAUSIBLE: { severity: 'WARNING', message: 'The date lies in the future or before 1990.' },
  BAD_TIME: { severity: 'WARNING', message: 'Not a time of day that is certain; kept in the extensions.' },
  TIME_CONVERTED: {
    severity: 'INFO',
    message: 'A time with an offset was turned into London time; the original is kept in the extensions.',
  },
  TIME_IN_UTC: {
    severity: 'INFO',
    message: 'A time marked as UTC is kept as it stands; on the clock in London it may be an hour later in summer.',
  },
  HOURS_DOUBTFUL: {
    severity: 'WARNING',
    message:
      'It closes before it opens, or in the small hours by the digits, and no am or pm says which half of the day is meant; the hours were left out.',
  },
  HOURS_CONTRADICTED: {
    severity: 'WARNING',
    message: 'The words beside the hours state others; the hours were left out.',
  },
  TIMES_TOGETHER: { severity: 'INFO', message: 'Two times in one field were read as opening and closing.' },
  BAD_RECURRENCE: {
    severity: 'WARNING',
    message: 'Not a recurrence that can be read; kept in the extensions, and the days are not known for certain.',
  },
  DAYS_CONTRADICTED: {
    severity: 'WARNING',
    message:
      'Words of the schedule or the description speak of other days, or take some of them out; those are not known for certain.',
  },
  RECURRENCE_NO_START: {
    severity: 'WARNING',
    message: 'Counted from a start (dtstart) that is not given: on which of its days it takes place is not known.',
  },
  RECURRENCE_BEYOND_HSDS: {
    severity: 'INFO',
    message: 'A member of RFC 5545 that the standard does not have was read.',
  },
  DAYS_IN_WORDS: { severity: 'INFO', message: 'Days in words or as a range were turned into those of the standard.' },
  FREQUENCY_WORD: { severity: 'INFO', message: 'A word for the frequency was turned into the value of the standard.' },
  // Places
  COORDINATES_ZERO: { severity: 'WARNING', message: 'The point 0,0 stands for an unknown place; left out.' },
  COORDINATES_OUTSIDE: { severity: 'WARNING', message: 'The point lies outside the United Kingdom; left out.' },
  COORDINATES_SWAPPED: { severity: 'WARNING', message: 'Latitude and longitude were exchanged; put right.' },
  COORDINATES_HALF: { severity: 'WARNING', message: 'Only one of latitude and longitude is usable; both left out.' },
  BAD_POSTCODE: { severity: 'WARNING', message: 'Not a UK postcode; kept as published.' },
  POSTCODE_OF_NO_PLACE: { severity: 'INFO', message: 'A postcode that stands for no address; it places nothing.' },
  POSTCODE_REPAIRED: { severity: 'INFO', message: 'A postcode was read out of other words or marks.' },
  // Terms and languages
  TERM_BY_ID: {
    severity: 'WARNING',
    message: "A taxonomy term is given by its id alone, and the feed's list of terms does not name it.",
  },
  TERM_UNNAMED: { severity: 'WARNING', message: 'A taxonomy term without id, name or address; left out.' },
  LANGUAGE_UNKNOWN: { severity: 'INFO', message: 'Not a language known by name or code; kept as published.' },
  LANGUAGE_CODE: { severity: 'WARNING', message: 'The code is not that of the language named; the name was taken.' },
  MEMBERS_LEFT_OUT: {
    severity: 'WARNING',
    message: 'The record has more members outside the standard than are kept; the sample is how many were left out.',
  },
  // The list of issues itself
  MORE_ISSUES: { severity: 'INFO', message: 'The record has further issues that are not listed.' },
} as const satisfies Record<IssueCode, IssueKind>

/** A code of the table above. */
export type StandardIssueCode = keyof typeof issueKinds
