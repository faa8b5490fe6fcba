import {
  type FeedReach,
  OBSERVED_BASES,
  type ObservedBasis,
  type ObservedCount,
  type ObservedCounts,
  type ObservedReach,
} from '../model/observation.ts'

const REACHES: readonly FeedReach[] = ['NONE', 'PART', 'WHOLE']

const NOTHING: ObservedCount = { services: 0, records: 0, serves: 0, located: 0, publisher: 0, possible: 0 }

/** The counts of an area under a term, and of the row for any term how far feeds reach, as one row keeps them: small numbers in a byte each. Nothing at all has no bytes. */
export function packObserved(counts: ObservedCounts | undefined, reach?: ObservedReach): Uint8Array {
  const numbers = [
    ...(reach === undefined ? [] : [REACHES.indexOf(reach.publisher), REACHES.indexOf(reach.others)]),
    ...(counts === undefined ? [] : OBSERVED_BASES.flatMap((basis) => numbersOf(basis, counts[basis]))),
  ]
  while (numbers.at(-1) === 0) numbers.pop()
  return Uint8Array.from(numbers.flatMap(toBytes))
}

/** What `packObserved` packed of a row with a reach. */
export function unpackReach(bytes: Uint8Array): { readonly reach: ObservedReach; readonly counts: ObservedCounts } {
  const [publisher = 0, others = 0, ...numbers] = toNumbers(bytes)
  return {
    reach: { publisher: REACHES[publisher] ?? 'NONE', others: REACHES[others] ?? 'NONE' },
    counts: countsOf(numbers),
  }
}

/** What `packObserved` packed of a row without one. */
export function unpackObserved(bytes: Uint8Array): ObservedCounts {
  return countsOf(toNumbers(bytes))
}

/** Only of AVAILABLE the evidence differs; by LOCATED and PUBLISHER nothing may count besides. */
const WIDTHS = { AVAILABLE: 5, SERVES: 3, LOCATED: 2, PUBLISHER: 2 } as const satisfies Record<ObservedBasis, number>

function numbersOf(basis: ObservedBasis, { services, records, possible, serves, located }: ObservedCount): number[] {
  return [services, records, possible, serves, located].slice(0, WIDTHS[basis])
}

function countsOf(numbers: readonly number[]): ObservedCounts {
  let at = 0
  const next = (basis: ObservedBasis): ObservedCount => {
    const [services = 0, records = 0, possible = 0, serves = 0, located = 0] = numbers.slice(at, at + WIDTHS[basis])
    at += WIDTHS[basis]
    const count = { ...NOTHING, services, records, possible }
    switch (basis) {
      case 'AVAILABLE':
        return { ...count, serves, located, publisher: services - serves - located }
      case 'SERVES':
        return { ...count, serves: services }
      case 'LOCATED':
        return { ...count, located: services }
      case 'PUBLISHER':
        return { ...count, publisher: services }
    }
  }
  return {
    AVAILABLE: next('AVAILABLE'),
    SERVES: next('SERVES'),
    LOCATED: next('LOCATED'),
    PUBLISHER: next('PUBLISHER'),
  }
}

const CARRY = 128

/** Seven bits a byte, the lowest first; a byte that is followed by more of its number has its highest bit set. */
function toBytes(number: number): number[] {
  const bytes: number[] = []
  let rest = number
  for (; rest >= CARRY; rest = Math.floor(rest / CARRY)) bytes.push((rest % CARRY) + CARRY)
  return [...bytes, rest]
}

function toNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = []
  let [number, worth] = [0, 1]
  for (const byte of bytes) {
    number += (byte % CARRY) * worth
    worth *= CARRY
    if (byte >= CARRY) continue
    numbers.push(number)
    ;[number, worth] = [0, 1]
  }
  return numbers
}
