import { once } from './once.ts'
import type { ToldRecord } from './told-records.ts'

function plainWords(text: string): string[] {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’ʼ]/g, '')
  return letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** The words of what a text is looked for in. */
export function wordColumns(record: ToldRecord): string[][] {
  const places = record.serviceAtLocations.flatMap(({ location }) => [
    location?.name,
    location?.alternateName,
    ...(location?.addresses ?? []).flatMap((a) => [
      a.address1,
      a.address2,
      a.city,
      a.region,
      a.stateProvince,
      a.postalCode,
      a.postalCode?.replace(/\s/g, ''),
    ]),
  ])
  const areas = record.serviceAreas.flatMap(({ name, serviceArea }) => [name, serviceArea])
  const columns = [
    [record.name, record.alternateName],
    [record.organization?.name, record.organization?.alternateName],
    record.taxonomyTerms.map(({ name }) => name),
    [record.description, record.eligibilityDescription, record.alert],
    [...places, ...areas],
  ]
  return columns.map((texts) => plainWords(texts.filter((text) => typeof text === 'string').join(' | ')))
}

/** The generator gives words of plain spelling, apart by spaces, and at most one phrase. */
export function hasWords(columns: readonly (readonly string[])[], text: string): boolean {
  const phrase = /"([^"]*)"/.exec(text)?.[1]
  const words = plainWords(text.replace(/"[^"]*"/, ' '))
  const isPhraseThere =
    phrase === undefined ||
    columns.some((column) => ` ${column.join(' ')} `.includes(` ${plainWords(phrase).join(' ')} `))
  const isUnfinished = !text.endsWith('"') && !text.endsWith(' ')
  return (
    isPhraseThere &&
    words.every((word, at) =>
      columns.some((column) =>
        column.some((own) => (isUnfinished && at === words.length - 1 ? own.startsWith(word) : own === word)),
      ),
    )
  )
}

/** A name as an index would file it. */
export const filedName = once(({ name }: ToldRecord) => {
  const words = plainWords(name)
  return (words.length > 1 && words[0] === 'the' ? words.slice(1) : words).join(' ')
})
