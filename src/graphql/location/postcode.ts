import type { LocatedPostcode } from '../../geography/locate-postcode.ts'
import type { PostcodePrecision } from '../../geography/learned-postcodes.ts'
import { InputError } from '../../model/input-error.ts'
import { areasByCode } from '../area/area.ts'
import { AreaTypeRef } from '../area/area-type.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { AreaRef } from '../refs.ts'

const PostcodePrecisionRef = builder.enumType('PostcodePrecision', {
  description: 'How exactly it is known where a postcode is.',
  values: {
    EXACT: { description: 'The postcode itself is known.' },
    SECTOR: { description: 'Only others of its sector are known: the middle of these stands for it.' },
    DISTRICT: {
      description: 'Only others of its district (its first half) are known: the middle of these stands for it.',
    },
  } as const satisfies Record<PostcodePrecision, object>,
})

const PostcodeRef = builder.objectRef<LocatedPostcode>('Postcode').implement({
  description: 'Where a postcode is: by the directory that was imported, else by what the places of the feeds teach.',
  fields: (t) => ({
    postcode: t.exposeString('postcode', { nullable: false, description: 'The postcode as Royal Mail writes it.' }),
    latitude: t.exposeFloat('latitude', {
      nullable: true,
      description: 'Latitude in degrees north (WGS 84). Null where it has no place on the map.',
    }),
    longitude: t.exposeFloat('longitude', {
      nullable: true,
      description: 'Longitude in degrees east (WGS 84). Null where it has no place on the map.',
    }),
    precision: t.expose('precision', {
      type: PostcodePrecisionRef,
      nullable: false,
      description: 'How exactly it is known where it is.',
    }),
    terminated: t.exposeBoolean('terminated', {
      nullable: false,
      description: 'Whether it was withdrawn; where it was is still known.',
    }),
    areas: t.field({
      type: [AreaRef],
      nullable: false,
      description: 'The areas it lies in, the innermost first. Empty where it is not known exactly.',
      args: { type: t.arg({ type: AreaTypeRef, description: 'Only those of this kind. Not given: all.' }) },
      resolve: ({ areaCodes }, { type }, context) =>
        areasByCode(areaCodes, context).filter((area) => (type ?? area.type) === area.type),
    }),
  }),
})

builder.queryField('postcode', (t) =>
  t.field({
    type: PostcodeRef,
    nullable: true,
    description: 'Where a postcode is. Null where nothing here knows it, and, with an error, where it is no postcode.',
    args: { postcode: t.arg.string({ required: true, description: 'The postcode, in any case and spacing.' }) },
    resolve: (_root, { postcode }, context) => {
      const asked = context.reader.areas.preparePostcodes([postcode])
      return asked === undefined ? findPostcode(postcode, context) : asked.then(() => findPostcode(postcode, context))
    },
  }),
)

function findPostcode(postcode: string, { reader }: RequestContext): LocatedPostcode | undefined {
  try {
    return reader.areas.locatePostcode(postcode, ['postcode'])
  } catch (error) {
    if (error instanceof InputError && error.code === 'UNKNOWN_POSTCODE') return undefined
    throw error
  }
}
