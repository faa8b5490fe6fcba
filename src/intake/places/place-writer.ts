import { packRepeated } from '../../store/packed.ts'
import { numberOf, textOf } from '../../store/row.ts'
import { hashOf } from '../../model/hash-of.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { nationsOf } from './nations-of.ts'
import { areaBits } from '../../geography/area-bits.ts'
import type { GeographyHolder } from '../../geography/geography.ts'
import {
  placeService,
  type PlaceableService,
  type ServicePlacement,
  type StoredPlacement,
} from '../../geography/place-service.ts'
import { AVAILABLE_BY } from '../../geography/placement-rows.ts'
import { DELIVERY_CLASSES } from '../../geography/delivery-class.ts'

/** Places records as they are written, and keeps where they were placed. */
export interface PlaceWriter {
  /** Where the record belongs, by the geography as it is now; `publisherAreas` are its feed's. */
  place(service: PlaceableService, publisherAreas: readonly string[]): ServicePlacement
  /** Names of the areas in which its places lie and of those that it declares, countries and wider ones aside. */
  areaNames(placement: ServicePlacement): readonly string[]
  /** Puts the placement of a service in place of what was held, nothing where it `isNew`; `lids` are the location rows of its places, in order. */
  write(service: PlacedRow, placement: ServicePlacement, lids: readonly (number | undefined)[]): void
  /** Forget what is remembered: the transaction in which it was learnt did not happen. */
  forget(): void
}

interface PlacedRow {
  readonly sid: number
  readonly isNew?: boolean
}

/** Creates the place writer of one store. */
export function createPlaceWriter(store: WriterStore, geography: GeographyHolder): PlaceWriter {
  const aids = new Map<string, number>()

  function aidOf(code: string): number {
    const known = aids.get(code)
    if (known !== undefined) return known
    store.run('INSERT OR IGNORE INTO area (code) VALUES (?)', code)
    const aid = numberOf(store.get('SELECT aid FROM area WHERE code = ?', code) ?? {}, 'aid')
    aids.set(code, aid)
    return aid
  }

  function writeSites({ locations }: ServicePlacement, lids: readonly (number | undefined)[]): void {
    for (const { serviceAtLocation, codes, point } of locations) {
      const lid = lids[serviceAtLocation]
      if (lid === undefined) continue
      if (point === undefined) store.run('DELETE FROM postcode_point WHERE lid = ?', lid)
      else store.run('INSERT OR REPLACE INTO postcode_point VALUES (?, ?, ?)', lid, point.latitude, point.longitude)
      const wanted = codes.map(aidOf)
      const held = store.all('SELECT aid FROM location_area WHERE lid = ? ORDER BY rank', lid)
      if (JSON.stringify(held.map((row) => numberOf(row, 'aid'))) === JSON.stringify(wanted)) continue
      store.run('DELETE FROM location_area WHERE lid = ?', lid)
      for (const [rank, aid] of wanted.entries())
        store.run('INSERT INTO location_area VALUES (?, ?, ?)', aid, lid, rank)
    }
  }

  return {
    place: (service, publisherAreas) => {
      const { gazetteer, postcodes } = geography.current()
      return placeService(service, gazetteer, postcodes, publisherAreas)
    },
    areaNames({ locations, serviceAreas }) {
      const codes = [
        ...locations.flatMap(({ codes: own }) => own),
        ...serviceAreas.flatMap(({ areas }) => areas.map(({ code }) => code)),
      ]
      const areas = [...new Set(codes)].flatMap((code) => geography.current().gazetteer.find(code) ?? [])
      return areas.flatMap(({ name, type }) => (type === 'COUNTRY' || type === 'REGION' ? [] : [name]))
    },
    write({ sid, isNew = false }, placement, lids) {
      writeSites(placement, lids)
      const { issues: _, ...stored } = placement
      const hash = hashOf(stored)
      const held = isNew ? undefined : store.get('SELECT hash FROM service_placement WHERE sid = ?', sid)
      if (held !== undefined && textOf(held, 'hash') === hash) return
      if (held !== undefined) unwritePlacement(store, sid)
      store.run('INSERT INTO service_placement VALUES (?, ?, ?)', sid, hash, packRepeated(stored, 'PLACEMENT'))
      const bits = areaBits(stored.rows, aidOf)
      // OR FAIL: as for cells.
      if (bits.length > 0)
        store.run(
          'INSERT OR FAIL INTO service_area SELECT value ->> 0, ?1, value ->> 1 FROM json_each(?2)',
          sid,
          JSON.stringify(bits),
        )
      writeUnresolved(store, sid, stored)
    },
    forget: () => aids.clear(),
  }
}

/** The columns `delivery`, `available` and `nations` of a service that is placed so. */
export function placementColumns(placement: ServicePlacement): readonly [number, number, string] {
  const { deliveryClass, availableBy } = placement
  return [
    DELIVERY_CLASSES.indexOf(deliveryClass),
    AVAILABLE_BY.indexOf(availableBy),
    JSON.stringify(nationsOf(placement)),
  ]
}

function writeUnresolved(store: WriterStore, sid: number, { serviceAreas }: StoredPlacement): void {
  for (const [position, { resolution, candidates, unresolvedName, isDeclared }] of serviceAreas.entries()) {
    // “Online” is a way of delivery, not a place that somebody could add.
    if (unresolvedName === undefined || !isDeclared) continue
    const words = candidates.join(' ')
    store.run('INSERT INTO unresolved_area VALUES (?, ?, ?, ?, ?)', sid, position, unresolvedName, resolution, words)
  }
}

/** Takes a service out of all areas. Its cells go first (`unwriteCells`), while it is known which they are. */
export function unwritePlacement(store: WriterStore, sid: number): void {
  for (const table of ['service_area', 'service_placement', 'unresolved_area'])
    store.run(`DELETE FROM ${table} WHERE sid = ?`, sid)
}
