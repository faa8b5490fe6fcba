import { learnedKeys, learnPostcodes, type LearnedPostcode } from '../../geography/learned-postcodes.ts'
import type { PostcodeSources } from '../../geography/locate-postcode.ts'
import { readPostcode } from '../../geography/postcode.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf } from '../../store/row.ts'

/** Looks up what the places of all feeds teach; one outcode's places are read together, once while the data stands. */
export function createLearnedPostcodes(store: ReaderStore): PostcodeSources['findLearned'] {
  const learnedOf = (outcode: string): ReadonlyMap<string, LearnedPostcode> =>
    store.remember(
      `postcodes ${outcode}`,
      () => {
        const rows = store.all(
          'SELECT postcode, latitude, longitude FROM location WHERE postcode BETWEEN ? AND ?',
          `${outcode} `,
          `${outcode} ~`,
        )
        const places = rows.map((row) => ({
          postcode: textOf(row, 'postcode'),
          latitude: numberOf(row, 'latitude'),
          longitude: numberOf(row, 'longitude'),
        }))
        return new Map(learnPostcodes(places).map((learned) => [keyOf(learned.key, learned.precision), learned]))
      },
      (learned) => learned.size * 150,
    )
  return (key, precision) => {
    const outcode = precision === 'DISTRICT' ? key : outcodeOf(key, precision)
    return learnedOf(outcode).get(keyOf(key, precision))
  }
}

function keyOf(key: string, precision: string): string {
  return `${precision} ${key}`
}

/** Keys lack the space: three characters follow the outcode in a postcode, one in a sector. */
function outcodeOf(key: string, precision: 'EXACT' | 'SECTOR'): string {
  return key.slice(0, precision === 'EXACT' ? -3 : -1)
}

/** The text as a full postcode, where nothing here knows it exactly, so that a provider could say more; else undefined. */
export function worthAsking(text: string, { directory, findLearned }: PostcodeSources): string | undefined {
  const read = readPostcode(text)
  if (read.kind !== 'POSTCODE') return undefined
  const [exact] = learnedKeys(read.postcode)
  const isKnown =
    directory.find(read.postcode) !== undefined ||
    exact === undefined ||
    findLearned(exact.key, exact.precision) !== undefined
  return isKnown ? undefined : read.postcode
}
