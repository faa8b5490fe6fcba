/** A place of a service as `records.ndjson` has it. */
export interface Place {
  readonly areas: readonly { readonly code: string }[]
  readonly latitude: number | null
  readonly longitude: number | null
  readonly precision: string
  readonly externalIdentifier: string | null
  readonly externalIdentifierType: string | null
  readonly addresses: readonly {
    readonly address1: string | null
    readonly address2: string | null
    readonly postalCode: string | null
  }[]
}

/** How many different places these are, by comparing each with each. */
export function countPlaces(places: readonly Place[]): number {
  const known = places.map(describe)
  const group = known.map((_, at) => at)
  for (let isChanged = true; isChanged;) {
    isChanged = false
    for (const [a, one] of known.entries()) {
      for (const [b, other] of known.entries()) {
        const [low, high] = [group[a] ?? a, group[b] ?? b].toSorted((x, y) => x - y)
        if (low === high || !isOne(one, other)) continue
        for (const [at, of] of group.entries()) if (of === high) group[at] = low ?? of
        isChanged = true
      }
    }
  }
  return new Set(group).size
}

type Described = ReturnType<typeof describe>

function describe({ latitude, longitude, precision, externalIdentifier, externalIdentifierType, addresses }: Place) {
  const [address] = addresses
  const line = `${address?.address1 ?? ''} ${address?.address2 ?? ''}`
    .toLowerCase()
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => ({ street: 'st', road: 'rd', avenue: 'ave', lane: 'ln', saint: 'st' })[word] ?? word)
    .join(' ')
  return {
    line,
    postcode: readPostcode(address?.postalCode ?? ''),
    number: line.match(/^(?:unit |flat )?(\d+[a-z]?)(?= |$)/)?.[1],
    uprn: /uprn/i.test(externalIdentifierType ?? '') ? externalIdentifier?.replace(/^0+/, '') : undefined,
    point: latitude === null || longitude === null || precision === 'OUTCODE' ? undefined : [latitude, longitude],
  }
}

/** Upper case, one space, and a nought where the second half has to begin with a digit. */
function readPostcode(text: string): string {
  const joined = text.toUpperCase().replace(/\s/g, '')
  if (joined.length < 5) return joined
  return `${joined.slice(0, -3)} ${joined.slice(-3).replace(/^O/, '0')}`
}

function isOne(one: Described, other: Described): boolean {
  if (one.uprn !== undefined && one.uprn === other.uprn) return true
  const hasPostcode = one.postcode !== '' && one.postcode === other.postcode
  if (hasPostcode && one.line === other.line) return true
  if (one.number === undefined || one.number !== other.number) return false
  if (one.point === undefined || other.point === undefined) return hasPostcode && one.postcode.includes(' ')
  const [[north = 0, east = 0], [otherNorth = 0, otherEast = 0]] = [one.point, other.point]
  const metres = 111_195
  const wide = metres * Math.cos((north * Math.PI) / 180)
  return Math.hypot((north - otherNorth) * metres, (east - otherEast) * wide) <= 25
}
