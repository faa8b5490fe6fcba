import type { Service } from '../../src/model/service.ts'
import { createMatchRecord } from '../../src/merge/create-match-record.ts'
import type { MatchFeed, MatchRecord } from '../../src/merge/match-record.ts'
import { LOOK_ALIKES, ONE_AND_THE_SAME } from './look-alike-names.ts'

/** Two records of two feeds, with what sets them apart; `one` where they are one service. */
export interface NamedPair {
  readonly kind: string
  readonly a: MatchRecord
  readonly b: MatchRecord
}

const FEEDS: readonly [MatchFeed, MatchFeed] = [
  { slug: 'left', areaNames: ['Left'], ownHosts: [] },
  { slug: 'right', areaNames: ['Right'], ownHosts: [] },
]

/** How much else agrees: the body and the building, or its phone and page as well, as bodies give one for all they do. */
const CONTACTS: readonly ((host: string) => Partial<Service>)[] = [
  () => ({}),
  (host) => ({ url: `https://${host}.example/services`, phones: [{ number: '0117 922 2000', e164: '+441179222000' }] }),
]

/** Pairs of one body in one building whose names say that they are two: none may be merged unasked. */
export function createLookAlikeSet(): readonly NamedPair[] {
  return Object.entries(LOOK_ALIKES).flatMap(([kind, pairs]) =>
    pairs.flatMap((pair, at) => CONTACTS.map((contacts) => createPair(kind, pair, `${kind} ${at}`, contacts))),
  )
}

/** Pairs that are one service written in two ways, with all else equal. */
export function createSameSet(): readonly NamedPair[] {
  return ONE_AND_THE_SAME.flatMap((pair, at) =>
    CONTACTS.slice(-1).map((contacts) => createPair('one service', pair, `same ${at}`, contacts)),
  )
}

function createPair(kind: string, pair: string, seed: string, contacts: (host: string) => Partial<Service>): NamedPair {
  const body = `${inventWord(seed)} ${inventWord(`${seed} trust`)} Trust`
  const [a, b] = pair.split(' | ').map((name, side) => {
    const feed = FEEDS[side === 0 ? 0 : 1]
    return createMatchRecord(feed, {
      id: `${seed} ${name}`,
      name,
      organization: { name: body },
      ...contacts(inventWord(seed)),
      serviceAtLocations: [
        {
          location: {
            locationType: 'PHYSICAL',
            precision: 'POSTCODE',
            addresses: [{ address1: '7 Hall Road', postalCode: 'BS1 1JT' }],
          },
        },
      ],
    })
  })
  if (a === undefined || b === undefined) throw new Error(`${pair} is no pair of names`)
  return { kind, a, b }
}

/** A word that no dictionary has, the same for the same seed. */
function inventWord(seed: string): string {
  const letters = Array.from(seed, (letter) => 'bdfgklmnprstvz'[letter.charCodeAt(0) % 14] ?? 'b')
  return letters.map((letter, at) => letter + ('aeiou'[(at * 7 + seed.length) % 5] ?? 'a')).join('')
}
