import { createRandom, itemAt } from './random.ts'

/** Ways in which publishers write one number. */
export type PhoneStyle = 'SPACED' | 'TIGHT' | 'BRACKETS' | 'INTERNATIONAL' | 'HYPHENS'

// Numbers that the regulator keeps free for drama; 0191 498 0xxx and 0113 496 0xxx pass as valid, 01632 960xxx does not.
const LANDLINES = createRandom('landlines').shuffle([
  ...numbered('0191 498 0', 1000),
  ...numbered('0113 496 0', 300),
  ...numbered('01632 960', 90),
])
const MOBILES = createRandom('mobiles').shuffle(numbered('07700 900', 1000))
const FREEPHONES = createRandom('freephones').shuffle(numbered('0808 157 0', 1000))

/** The landline that belongs to `index` alone; throws RangeError past 1,390. */
export function landline(index: number): string {
  return itemAt(LANDLINES, index)
}

/** A mobile number, shared once `index` passes 1,000. */
export function mobile(index: number): string {
  return itemAt(MOBILES, index % MOBILES.length)
}

/** A free helpline, shared once `index` passes 1,000. */
export function freephone(index: number): string {
  return itemAt(FREEPHONES, index % FREEPHONES.length)
}

/** Writes a number in one of the ways publishers do. */
export function writePhone(number: string, style: PhoneStyle): string {
  const [code = '', ...rest] = number.split(' ')
  switch (style) {
    case 'SPACED':
      return number
    case 'TIGHT':
      return number.replaceAll(' ', '')
    case 'BRACKETS':
      return `(${code}) ${rest.join(' ')}`
    case 'INTERNATIONAL':
      return `+44 ${code.slice(1)} ${rest.join(' ')}`
    case 'HYPHENS':
      return number.replaceAll(' ', '-')
  }
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => prefix + String(index).padStart(3, '0'))
}
