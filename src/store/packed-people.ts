import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ObservedPeople } from '../model/observation.ts'

/** Letters of a code that areas of one pack share: some hundred of them do. */
const SHARED_LETTERS = 7

/** The pack that an area's people are in. */
export function packOf(area: string): string {
  return area.slice(0, SHARED_LETTERS)
}

/** People by pack, each as a text of JSON: band after band, so that what is alike lies together, and deflated. */
export function packPeople(people: ObservedPeople): ReadonlyMap<string, string> {
  const areas = Map.groupBy(Object.keys(people).toSorted(), packOf)
  return new Map([...areas].map(([pack, codes]) => [pack, JSON.stringify(packAreas(codes, people))] as const))
}

/** What `packPeople` packed of one pack. */
export function unpackPeople(text: string): ObservedPeople {
  const { codes, bands }: Columns = JSON.parse(inflateRawSync(Buffer.from(JSON.parse(text), 'base64')).toString())
  return Object.fromEntries(
    codes.map((code, at) => [
      code,
      Object.fromEntries(
        bands.flatMap(({ band, people, vintages }) => {
          const [count, vintage] = [people[at] ?? null, vintages[at] ?? null]
          return count === null || vintage === null ? [] : [[band, [count, vintage] as const]]
        }),
      ),
    ]),
  )
}

/** Null: the band of that area is not known. */
interface Columns {
  readonly codes: readonly string[]
  readonly bands: readonly {
    readonly band: string
    readonly people: readonly (number | null)[]
    readonly vintages: readonly (string | null)[]
  }[]
}

function packAreas(codes: readonly string[], people: ObservedPeople): string {
  const bands = new Set(codes.flatMap((code) => Object.keys(people[code] ?? {})))
  const columns: Columns = {
    codes,
    bands: [...bands].map((band) => {
      const known = codes.map((code) => people[code]?.[band])
      return {
        band,
        people: known.map((each) => each?.[0] ?? null),
        vintages: known.map((each) => each?.[1] ?? null),
      }
    }),
  }
  return deflateRawSync(JSON.stringify(columns)).toString('base64')
}
