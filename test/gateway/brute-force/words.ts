import { once } from './once.ts'
import type { StatedRecord } from './stated-records.ts'

function plainWords(text: string): string[] {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’ʼ]/g, '')
  return letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** The words of what a text is looked for in. */
export function wordColumns(record: StatedRecord): string[][] {
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

/** The generator gives words and phrases of plain spelling in quotes: each must stand in one of the texts. */
export function hasWords(columns: readonly (readonly string[])[], text: string): boolean {
  const phrases = [...text.matchAll(/"([^"]*)"/g)].map(([, phrase = '']) => plainWords(phrase).join(' '))
  return phrases.every((phrase) => columns.some((column) => ` ${column.join(' ')} `.includes(` ${phrase} `)))
}

/** A name as an index would file it. */
export const filedName = once(({ name }: StatedRecord) => {
  const words = plainWords(name)
  return (words.length > 1 && words[0] === 'the' ? words.slice(1) : words).join(' ')
})
