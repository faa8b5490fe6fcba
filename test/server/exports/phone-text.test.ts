import { expect, it } from 'vitest'

import { phoneText } from '../../../src/server/exports/phone-text.ts'

it.each([
  ['01174960161', '0117 496 0161'],
  ['02079460123', '020 7946 0123'],
  ['07700900123', '07700 900123'],
  ['+441174960161', '+44 117 496 0161'],
  ['0117 496 0161', '0117 496 0161'],
  ['(0117) 4960161', '(0117) 4960161'],
  ['0800 FREECALL', '0800 FREECALL'],
  ['116123', '116 123'],
  ['012345', '012 345'],
  ['111', '111'],
])('writes %s so that a spreadsheet keeps it: %s', (published, written) => {
  expect(phoneText(published)).toBe(written)
})
