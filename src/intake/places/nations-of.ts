import { BANK_HOLIDAY_NATIONS } from '../../facts/bank-holidays.ts'
import type { Nations } from '../../facts/is-open.ts'
import type { ServicePlacement } from '../../geography/place-service.ts'

const { englandAndWales, scotland, northernIreland } = BANK_HOLIDAY_NATIONS
const EVERYWHERE = englandAndWales | scotland | northernIreland
/** By how GSS codes of an area begin. */
const BY_CODE: readonly (readonly [beginning: string, nations: number])[] = [
  ['E', englandAndWales],
  ['W', englandAndWales],
  ['S', scotland],
  ['N', northernIreland],
  ['K02', EVERYWHERE],
  ['K03', englandAndWales | scotland],
  ['K04', englandAndWales],
]

/**
 * The nations whose bank holidays a service keeps: those of its sites, else of the areas it serves, else of its feed; where
 * its places lie in several, then those of each, a place without an area having those of all.
 */
export function nationsOf({ locations, rows }: Pick<ServicePlacement, 'locations' | 'rows'>): Nations {
  // A part of the kingdom counts for the kingdom, too, but not for its other nations.
  const own = rows.filter(({ code, share }) => share === 'FULL' || !code.startsWith('K'))
  const places = new Map(
    locations.map(({ serviceAtLocation, codes }) => [
      serviceAtLocation,
      bitsOf(codes.filter((code) => !code.startsWith('K'))),
    ]),
  )
  const sites = [...places.values()].reduce((bits, place) => bits | place, 0)
  const others = (['SERVES', 'PUBLISHER'] as const).map((basis) =>
    bitsOf(own.flatMap((row) => (row.basis === basis ? row.code : []))),
  )
  const all = [sites, ...others].find((bits) => bits !== 0) ?? 0
  const length = Math.max(0, ...[...places.keys()].map((at) => at + 1))
  const each = Array.from({ length }, (_, at) => places.get(at) || all)
  return each.every((place) => place === each[0]) ? [all] : [all, ...each]
}

function bitsOf(codes: readonly string[]): number {
  return codes.reduce((bits, code) => bits | (BY_CODE.find(([start]) => code.startsWith(start))?.[1] ?? 0), 0)
}
