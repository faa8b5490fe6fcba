import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { isUnstated } from '../raw-object.ts'
import { toNumber } from './number.ts'

/** WGS 84 degrees. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

// The United Kingdom with its islands and the Crown dependencies.
const BOX = { south: 49, north: 61, west: -9, east: 2.1 }

/** The point under `latitude` and `longitude`; undefined where none, 0,0 or outside the UK. Exchanged ones are put right. */
export function readPoint(raw: RawObject, issues: IssueCollector): Point | undefined {
  const stated = { latitude: issues.take(raw, 'latitude'), longitude: issues.take(raw, 'longitude') }
  if (isUnstated(stated.latitude) && isUnstated(stated.longitude)) return undefined
  const latitude = toNumber(stated.latitude)
  const longitude = toNumber(stated.longitude)
  if (latitude === undefined || longitude === undefined) {
    const key = latitude === undefined ? 'latitude' : 'longitude'
    issues.report(isUnstated(stated[key]) ? 'COORDINATES_HALF' : 'BAD_NUMBER', key, stated[key])
    return undefined
  }
  if (isInUnitedKingdom(latitude, longitude)) return { latitude, longitude }
  const shown = `${latitude}, ${longitude}`
  if (latitude === 0 && longitude === 0) issues.report('COORDINATES_ZERO', 'latitude', shown)
  else if (isInUnitedKingdom(longitude, latitude)) {
    issues.report('COORDINATES_SWAPPED', 'latitude', shown)
    return { latitude: longitude, longitude: latitude }
  } else issues.report('COORDINATES_OUTSIDE', 'latitude', shown)
  return undefined
}

/** Whether both coordinates have at most two decimals, about a kilometre: a mark of a masked place. */
export function isRounded(point: Point): boolean {
  return [point.latitude, point.longitude].every((degrees) => Number(degrees.toFixed(2)) === degrees)
}

function isInUnitedKingdom(latitude: number, longitude: number): boolean {
  return latitude >= BOX.south && latitude <= BOX.north && longitude >= BOX.west && longitude <= BOX.east
}
