import { BANK_HOLIDAY_NATIONS } from '../../facts/bank-holidays.ts'
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
 * The nations whose bank holidays a service keeps, as bits: those of its sites, else of the areas it serves, else of its
 * feed. 0 where no area is known.
 */
export function nationsOf({ locations, rows }: Pick<ServicePlacement, 'locations' | 'rows'>): number {
  // A part of the kingdom counts for the kingdom, too, but not for its other nations.
  const own = rows.filter(({ code, share }) => share === 'FULL' || !code.startsWith('K'))
  const codes = [
    locations.flatMap((location) => location.codes.filter((code) => !code.startsWith('K'))),
    ...(['SERVES', 'PUBLISHER'] as const).map((basis) => own.flatMap((row) => (row.basis === basis ? row.code : []))),
  ]
  return codes.map(bitsOf).find((bits) => bits !== 0) ?? 0
}

function bitsOf(codes: readonly string[]): number {
  return codes.reduce((bits, code) => bits | (BY_CODE.find(([start]) => code.startsWith(start))?.[1] ?? 0), 0)
}
