import type { DuplicatePair } from '../catalogue/clusters/open-duplicates.ts'
import type { WholeService } from '../store/whole-service.ts'

/** What of a record an assurer compares, in order; assurers themselves are never named. Empty where not provided. */
const COMPARED: readonly (readonly [string, (whole: WholeService) => string])[] = [
  ['record', ({ uid }) => uid],
  ['name', ({ service }) => service.name],
  ['organization', ({ service }) => service.organization?.name ?? ''],
  ['address', ({ service }) => addressesOf(service)],
  ['phones', ({ service }) => phonesOf(service)],
  ['e-mail', ({ service }) => service.email ?? ''],
  ['web', ({ service }) => service.url ?? ''],
  ['ages', ({ service }) => agesOf(service)],
  [
    'areas',
    ({ service }) =>
      distinct((service.serviceAreas ?? []).map(({ name, serviceArea, uri }) => name ?? serviceArea ?? uri)),
  ],
  ['status', ({ service }) => service.status ?? ''],
  ['assured', ({ service }) => service.assuredDate ?? ''],
  ['changed', ({ service }) => service.lastModified ?? ''],
  ['quality', ({ quality }) => quality.toFixed(1)],
  ['description', ({ service }) => (service.description ?? '').replaceAll(/\s+/g, ' ').slice(0, 200)],
]

type Service = WholeService['service']

/** One compared field of both records. */
export interface ComparedField {
  readonly field: string
  readonly left: string
  readonly right: string
  readonly differs: boolean
}

/** What both records say, field by field; fields that neither says are left out. */
export function compareSideBySide(left: WholeService, right: WholeService): readonly ComparedField[] {
  return COMPARED.flatMap(([field, read]) => {
    const [a, b] = [read(left), read(right)]
    return a === '' && b === '' ? [] : [{ field, left: a, right: b, differs: field !== 'record' && differ(a, b) }]
  })
}

/** What only one of the two says is no difference, nor are case and what addresses of the web begin with. */
function differ(left: string, right: string): boolean {
  const fold = (text: string): string =>
    text
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/\/$/, '')
  return left !== '' && right !== '' && fold(left) !== fold(right)
}

const COLUMN = 56

/** Both records under each other's fields as lines of text, differences marked. */
export function describeSideBySide(left: WholeService, right: WholeService): readonly string[] {
  return compareSideBySide(left, right).flatMap(({ field, left: a, right: b, differs }) => {
    const [own, other] = [wrap(a), wrap(b)]
    const height = Math.max(own.length, other.length)
    return Array.from({ length: height }, (_, line) =>
      `${(line === 0 ? field : '').padEnd(13)}${line === 0 && differs ? '≠' : ' '} ${(own[line] ?? '').padEnd(COLUMN)}  ${other[line] ?? ''}`.trimEnd(),
    )
  })
}

/** How a pair stands and why, in a line each. */
export function describeStanding({ relation, decision, score, evidence }: DuplicatePair): readonly string[] {
  return [
    `${relation}, ${decision}, score ${score}`,
    ...evidence.map(({ feature, weight, left, right }) => {
      const stated = left === right ? (left ?? '') : `${left ?? 'not provided'} | ${right ?? 'not provided'}`
      return `  ${weight > 0 ? '+' : ''}${weight}  ${feature}  ${stated}`.trimEnd()
    }),
  ]
}

function wrap(text: string): readonly string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.length >= COLUMN) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}

function addressesOf(service: Service): string {
  const addresses = (service.serviceAtLocations ?? []).flatMap(({ location }) => location?.addresses ?? [])
  return distinct(
    addresses.map(({ address1, city, postalCode }) => [address1, city, postalCode].filter(Boolean).join(', ')),
  )
}

function phonesOf(service: Service): string {
  const phones = [...(service.phones ?? []), ...(service.contacts ?? []).flatMap((contact) => contact.phones ?? [])]
  return distinct(phones.map(({ number }) => number))
}

function agesOf({ minimumAge, maximumAge }: Service): string {
  return minimumAge === undefined && maximumAge === undefined ? '' : `${minimumAge ?? 0} to ${maximumAge ?? 'any'}`
}

function distinct(values: readonly (string | undefined)[]): string {
  return [...new Set(values.filter(Boolean))].join('; ')
}
