import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

const BARE_DIGITS = /^\+?\d{4,}$/

/**
 * A telephone number as a spreadsheet keeps it: bare digits would be taken for a number and lose their 0, so they are
 * parted by spaces as is usual in their country, or by threes where that is not known. Anything else stays as published.
 */
export function phoneText(published: string): string {
  if (!BARE_DIGITS.test(published)) return published
  const parsed = parsePhoneNumberFromString(published, 'GB')
  const parted = published.startsWith('+') ? parsed?.formatInternational() : parsed?.formatNational()
  // What no country has comes back as it is.
  return parted?.includes(' ') === true ? parted : published.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ' ')
}
