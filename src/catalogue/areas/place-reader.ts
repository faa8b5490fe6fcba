import type { Gazetteer } from '../../geography/gazetteer.ts'
import { locatePostcode, type LocatedPostcode } from '../../geography/locate-postcode.ts'
import type { UnresolvedName } from '../../geography/rank-unresolved.ts'
import type { ListPage } from '../catalogue-reader.ts'
import { uidOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, bytesOf } from '../../store/row.ts'
import type { Slice } from '../service-query.ts'
import type { RecordRef } from '../../model/record.ts'
import type { AreaRows } from './area-rows.ts'
import type { Geography } from '../../geography/geography.ts'
import { createLearnedPostcodes, worthAsking } from './learned-postcode.ts'
import { type AreaQuery, findAreas, sliceAreas } from './list-areas.ts'
import type { PostcodeAsker } from '../../model/keeper.ts'
import type { StoredPlacement } from '../../geography/place-service.ts'
import { inSteps } from '../steps.ts'
import { readUnresolvedAreas, unresolvedNames } from './unresolved-names.ts'
import { unpack } from '../../store/packed.ts'

/** What the catalogue can be asked about places; part of its reading side. */
export interface PlaceReader {
  /** All areas now known. */
  gazetteer(): Gazetteer
  listAreas(query: AreaQuery, slice: Slice): ListPage<string>
  countAreas(query: AreaQuery): number
  /** In the order asked, undefined where no such service is held. */
  getPlacements(refs: readonly RecordRef[]): readonly (StoredPlacement | undefined)[]
  /** Codes of the areas each location lies in, innermost first, in the order asked; empty where it is unplaced or unknown. */
  getLocationAreas(refs: readonly RecordRef[]): readonly (readonly string[])[]
  /** Where a postcode lies. InputError BAD_USER_INPUT where it is none, UNKNOWN_POSTCODE where nothing here knows it. */
  locatePostcode(text: string, path: readonly (string | number)[]): LocatedPostcode
  /**
   * Asks the configured provider for those of the postcodes that nothing here knows exactly, so that `locatePostcode` knows
   * them; undefined where there is nothing to wait for. Never rejects for the provider's fault.
   */
  preparePostcodes(texts: readonly string[]): Promise<void> | undefined
  /** Names of declared areas that could not be resolved, most frequent first; of one feed, or of all. */
  unresolvedAreaNames(slug?: string): readonly UnresolvedName[]
}

/** The places' part of the reading side. */
export function createPlaceReader(
  store: ReaderStore,
  geography: () => Geography,
  rows: AreaRows,
  asker: PostcodeAsker,
): PlaceReader {
  const findLearned = createLearnedPostcodes(store)
  const gazetteer = (): Gazetteer => geography().gazetteer
  const find = (query: AreaQuery) => findAreas(store, rows, gazetteer(), query)
  return {
    gazetteer,
    listAreas: (query, slice) => sliceAreas(find(query), slice),
    countAreas: (query) => find(query).length,
    getPlacements: (refs) => getPlacements(store, refs),
    getLocationAreas: (refs) => getLocationAreas(store, rows, refs),
    locatePostcode(text, path) {
      const { postcodes } = geography()
      // What the provider said lies between the imported directory and what places teach: it is as exact as the one.
      const find = (postcode: string) => postcodes.find(postcode) ?? asker.known(postcode)
      const directory = { find, findOutcode: postcodes.findOutcode }
      return locatePostcode(text, { directory, findLearned }, gazetteer(), path)
    },
    preparePostcodes(texts) {
      const sources = { directory: geography().postcodes, findLearned }
      return asker.ask(texts.flatMap((text) => worthAsking(text, sources) ?? []))
    },
    unresolvedAreaNames(slug) {
      const areas = inSteps(
        store,
        'unresolved areas',
        () => readUnresolvedAreas(store),
        (found) => [...found.values()].reduce((sum, { length }) => sum + length * 200, 0),
      )
      return unresolvedNames(areas, slug)
    },
  }
}

function getLocationAreas(
  store: ReaderStore,
  rows: AreaRows,
  refs: readonly RecordRef[],
): readonly (readonly string[])[] {
  const found = store.all(
    `SELECT l.uid, a.aid FROM location l JOIN location_area a USING (lid) WHERE l.uid IN (SELECT value FROM json_each(?))
     ORDER BY a.lid, a.rank`,
    JSON.stringify(refs.map(uidOf)),
  )
  const byUid = Map.groupBy(found, (row) => textOf(row, 'uid'))
  return refs.map((ref) => (byUid.get(uidOf(ref)) ?? []).flatMap((row) => rows.codeOf(numberOf(row, 'aid')) ?? []))
}

/** In the order asked; undefined where no such service is held. */
function getPlacements(store: ReaderStore, refs: readonly RecordRef[]): readonly (StoredPlacement | undefined)[] {
  const rows = store.all(
    'SELECT s.uid, p.body FROM service s JOIN service_placement p USING (sid) WHERE s.uid IN (SELECT value FROM json_each(?))',
    JSON.stringify(refs.map(uidOf)),
  )
  const byUid = new Map(rows.map((row) => [textOf(row, 'uid'), unpack<StoredPlacement>(bytesOf(row, 'body'))]))
  return refs.map((ref) => byUid.get(uidOf(ref)))
}
