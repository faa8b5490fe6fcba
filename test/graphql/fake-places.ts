import type { PlaceReader } from '../../src/catalogue/areas/place-reader.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import { locatePostcode } from '../../src/geography/locate-postcode.ts'
import { noPostcodes } from '../../src/geography/postcode-directory.ts'

/** A catalogue that knows no area and no postcode. */
export function fakePlaces(): PlaceReader {
  const gazetteer = createGazetteer([])
  return {
    gazetteer: () => gazetteer,
    listAreas: () => ({ hits: [], hasNext: false, hasPrevious: false }),
    countAreas: () => 0,
    getPlacements: (refs) => refs.map(() => undefined),
    getLocationAreas: (refs) => refs.map(() => []),
    locatePostcode: (text, path) =>
      locatePostcode(text, { directory: noPostcodes, findLearned: () => undefined }, gazetteer, path),
    preparePostcodes: () => undefined,
    unresolvedAreaNames: () => [],
  }
}
