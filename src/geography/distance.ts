// geography: where things are, which areas hold them, and by what evidence; plain functions over plain data.
// Must not know of storage, the network, the clock or GraphQL: callers hand in text, records and points.
import { InputError } from '../model/input-error.ts'

/** WGS 84 degrees. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** WGS 84 degrees; south ≤ north and west ≤ east, so never across the antimeridian. */
export interface Box {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/** Mean radius of the WGS 84 ellipsoid, in metres. */
const earthRadiusMetres = 6_371_008.8

const radiansPerDegree = Math.PI / 180

/** Great-circle distance in metres; within 0.6 % of the ellipsoid's. */
export function distanceMetres(a: Point, b: Point): number {
  const latitudeA = a.latitude * radiansPerDegree
  const latitudeB = b.latitude * radiansPerDegree
  const halfLatitude = Math.sin((latitudeB - latitudeA) / 2)
  const halfLongitude = Math.sin(((b.longitude - a.longitude) * radiansPerDegree) / 2)
  const h = halfLatitude ** 2 + Math.cos(latitudeA) * Math.cos(latitudeB) * halfLongitude ** 2
  // Rounding can push h past 1 for antipodes, where asin would be NaN.
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(h)))
}

/**
 * The smallest box that holds every point within `metres` of `point`, so a prefilter by it loses none.
 * InputError where the circle reaches a pole or the antimeridian.
 */
export function boxAround(point: Point, metres: number, path: readonly (string | number)[] = []): Box {
  checkPoint(point, path)
  checkRadius(metres, path)
  const angle = metres / earthRadiusMetres
  const latitude = point.latitude * radiansPerDegree
  if (angle + Math.abs(latitude) >= Math.PI / 2) throw tooFar(path)
  const margin = 1e-9
  const latitudeSpan = angle / radiansPerDegree + margin
  const longitudeSpan = Math.asin(Math.sin(angle) / Math.cos(latitude)) / radiansPerDegree + margin
  if (Math.abs(point.longitude) + longitudeSpan > 180) throw tooFar(path)
  return {
    south: point.latitude - latitudeSpan,
    west: point.longitude - longitudeSpan,
    north: point.latitude + latitudeSpan,
    east: point.longitude + longitudeSpan,
  }
}

/** Whether the point lies in the box, edges included. */
export function isInBox(point: Point, box: Box): boolean {
  return (
    point.latitude >= box.south &&
    point.latitude <= box.north &&
    point.longitude >= box.west &&
    point.longitude <= box.east
  )
}

/** InputError unless both are finite degrees on the globe and not a pole. */
export function checkPoint(point: Point, path: readonly (string | number)[] = []): void {
  checkDegrees(point.latitude, 'latitude', 90, [...path, 'latitude'])
  checkDegrees(point.longitude, 'longitude', 180, [...path, 'longitude'])
  if (Math.abs(point.latitude) === 90) {
    throw new InputError('BAD_USER_INPUT', 'latitude is a pole; give a place in the United Kingdom.', [
      ...path,
      'latitude',
    ])
  }
}

/** InputError unless the four are finite degrees, south ≤ north, west ≤ east (no box across the antimeridian) and it touches no pole. */
export function checkBox(box: Box, path: readonly (string | number)[] = []): void {
  for (const side of ['south', 'north'] as const) checkDegrees(box[side], side, 90, [...path, side])
  for (const side of ['west', 'east'] as const) checkDegrees(box[side], side, 180, [...path, side])
  if (box.south > box.north) {
    throw new InputError('BAD_USER_INPUT', 'south lies north of north; swap the two.', [...path, 'south'])
  }
  if (box.west > box.east) {
    const message = 'west lies east of east; swap the two. Boxes across the antimeridian are not supported.'
    throw new InputError('BAD_USER_INPUT', message, [...path, 'west'])
  }
  if (box.south === -90 || box.north === 90) {
    const side = box.south === -90 ? 'south' : 'north'
    throw new InputError('BAD_USER_INPUT', 'Boxes that touch a pole are not supported.', [...path, side])
  }
}

/** InputError unless a finite number of metres above 0. */
function checkRadius(metres: number, path: readonly (string | number)[] = []): void {
  if (Number.isFinite(metres) && metres > 0) return
  throw new InputError('BAD_USER_INPUT', 'withinMetres must be above 0; leave it out for however far.', [
    ...path,
    'withinMetres',
  ])
}

function checkDegrees(value: number, name: string, limit: number, path: readonly (string | number)[]): void {
  if (Number.isFinite(value) && Math.abs(value) <= limit) return
  throw new InputError('BAD_USER_INPUT', `${name} must be degrees between -${limit} and ${limit}.`, path)
}

function tooFar(path: readonly (string | number)[]): InputError {
  const message = 'The circle reaches a pole or the antimeridian; give a smaller withinMetres, or none for however far.'
  return new InputError('BAD_USER_INPUT', message, [...path, 'withinMetres'])
}
