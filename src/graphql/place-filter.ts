import type { BoundingBox, Near } from '../catalogue/service-query.ts'
import { InputError } from '../model/input-error.ts'
import { builder } from './builder.ts'

/** The input `Near` as a client gives it. */
export interface NearInput {
  readonly latitude?: number | null | undefined
  readonly longitude?: number | null | undefined
  readonly withinMetres?: number | null | undefined
}

export const NearInputRef = builder.inputRef<NearInput>('Near').implement({
  description: 'A point to search around. Distances are in a straight line.',
  fields: (t) => ({
    latitude: t.float({
      description: 'Latitude of the point in degrees north (WGS 84). Give it together with longitude.',
    }),
    longitude: t.float({
      description: 'Longitude of the point in degrees east (WGS 84). Give it together with latitude.',
    }),
    withinMetres: t.int({
      defaultValue: 5000,
      description: 'How far from the point, in metres. Null: the nearest, however far.',
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

/** The point and reach that are meant; `InputError` where a coordinate is missing. Their range is the catalogue's to check. */
export function readNear(input: NearInput, path: readonly (string | number)[]): Near {
  const { latitude, longitude, withinMetres } = input
  if (latitude === undefined || latitude === null) throw missingCoordinate('latitude', path)
  if (longitude === undefined || longitude === null) throw missingCoordinate('longitude', path)
  return { latitude, longitude, ...(withinMetres === undefined || withinMetres === null ? {} : { withinMetres }) }
}

function missingCoordinate(name: string, path: readonly (string | number)[]): InputError {
  return new InputError('BAD_USER_INPUT', `\`near\` needs latitude and longitude: give ${name} too.`, [...path, name])
}
