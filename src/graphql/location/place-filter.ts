import type { BoundingBox, Near, NearBasis } from '../../catalogue/service-query.ts'
import type { Point } from '../../geography/distance.ts'
import { InputError } from '../../model/input-error.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { withoutNulls } from '../without-nulls.ts'
import { present } from '../../model/present.ts'

type Path = readonly (string | number)[]

export const NearBasisRef = builder.enumType('NearBasis', {
  description: 'Why a service counts as near a point. Open: values may be added.',
  values: {
    LOCATED: { description: 'One of its places is near.' },
    SERVES: { description: 'It is declared to serve an area that the point lies in.' },
  } as const satisfies Record<NearBasis, object>,
})

/** The input `Near` as a client gives it. */
export interface NearInput {
  readonly postcode?: string | null | undefined
  readonly latitude?: number | null | undefined
  readonly longitude?: number | null | undefined
  readonly withinMetres?: number | null | undefined
  readonly by?: readonly NearBasis[] | null | undefined
}

export const NearInputRef = builder.inputRef<NearInput>('Near').implement({
  description: 'A point to search around: a postcode, or latitude and longitude. Distances are in a straight line.',
  fields: (t) => ({
    postcode: t.string({
      description:
        'A postcode, or its first half. Where it is known only by its sector or district, distances are approximate and say so.',
    }),
    latitude: t.float({
      description: 'Latitude of the point in degrees north (WGS 84). Give it together with longitude.',
    }),
    longitude: t.float({
      description: 'Longitude of the point in degrees east (WGS 84). Give it together with latitude.',
    }),
    withinMetres: t.int({
      defaultValue: 5000,
      description:
        'How far from the point, in metres. Null: the nearest, however far, and last those without a place, which can be had from anywhere.',
    }),
    by: t.field({
      type: [NearBasisRef],
      defaultValue: ['LOCATED'],
      description:
        'What makes a service near, any of these; services without a place come last. Only LOCATED means anything for locations.',
    }),
  }),
})

export const BoundingBoxRef = builder.inputRef<BoundingBox>('BoundingBox').implement({
  description: 'A box of latitudes and longitudes (WGS 84).',
  fields: (t) => ({
    south: t.float({ required: true, description: 'Its southern edge, in degrees north.' }),
    west: t.float({ required: true, description: 'Its western edge, in degrees east.' }),
    north: t.float({ required: true, description: 'Its northern edge, in degrees north.' }),
    east: t.float({ required: true, description: 'Its eastern edge, in degrees east.' }),
  }),
})

/**
 * The point and reach that are meant. `InputError` where neither a postcode nor both coordinates are given, where the postcode is
 * none or nothing here knows it; the range of coordinates is the catalogue's to check.
 */
export function readNear(input: NearInput, path: Path, { reader }: RequestContext): Near {
  const { postcode, withinMetres, by, ...coordinates } = withoutNulls(input)
  if (by?.length === 0) throw badInput('`by` is empty: name LOCATED, SERVES or both, or leave it out.', [...path, 'by'])
  const isServes = by?.includes('SERVES') === true
  const provided = {
    ...present({ withinMetres }),
    ...(isServes ? { by } : {}),
  }
  if (postcode === undefined) {
    const point = readPoint(coordinates, path)
    return { ...point, ...provided, ...(isServes ? { areaCodes: reader.areas.gazetteer().codesAt(point) } : {}) }
  }
  if (coordinates.latitude !== undefined || coordinates.longitude !== undefined) {
    throw badInput('Give `near` either a postcode or latitude and longitude, not both.', [...path, 'postcode'])
  }
  const { latitude, longitude, precision, areaCodes } = reader.areas.locatePostcode(postcode, [...path, 'postcode'])
  if (latitude === undefined || longitude === undefined) {
    throw new InputError(
      'UNKNOWN_POSTCODE',
      `${postcode} has no place on the map. Give latitude and longitude instead.`,
      [...path, 'postcode'],
    )
  }
  const isApproximate = precision !== 'EXACT'
  return { postcode, latitude, longitude, isApproximate, ...provided, ...(isServes ? { areaCodes } : {}) }
}

function readPoint({ latitude, longitude }: Partial<Point>, path: Path): Point {
  if (latitude === undefined || longitude === undefined) {
    const name = latitude === undefined ? 'latitude' : 'longitude'
    throw badInput(`\`near\` needs a postcode, or latitude and longitude: give ${name} too.`, [...path, name])
  }
  return { latitude, longitude }
}

function badInput(message: string, path: Path): InputError {
  return new InputError('BAD_USER_INPUT', message, path)
}
