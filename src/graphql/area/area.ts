import { populationOf } from '../../coverage/population.ts'
import { readBuiltInAreas } from '../../geography/built-in-areas.ts'
import { findSmallArea } from '../../geography/find-small-area.ts'
import { unknownArea } from '../../catalogue/areas/area-rows.ts'
import { AreaBasisRef, AreaTypeRef } from './area-type.ts'
import { PopulationBandRef, PopulationRef } from './population.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { encodeKeyId } from '../node/global-id.ts'
import { NodeRef } from '../node/node.ts'
import { AreaRef, ServiceConnectionRef } from '../refs.ts'
import { nestedServiceArguments } from '../service/service-connection.ts'
import { connectServices } from '../service/service-connection-data.ts'
import { itself, providedText } from '../provided-fields.ts'

AreaRef.implement({
  description: `A statistical or administrative area under its GSS code. ${readBuiltInAreas().attribution}`,
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The global id: opaque and stable.',
      resolve: ({ code }) => encodeKeyId('Area', code),
    }),
    code: t.exposeString('code', { nullable: false, description: 'Its GSS code, for example E06000023.' }),
    name: t.exposeString('name', { nullable: false, description: 'Its name.' }),
    otherNames: t.exposeStringList('otherNames', {
      nullable: false,
      description: 'Other names and abbreviations that mean this area and no other. Empty where none are known.',
    }),
    type: t.expose('type', { type: AreaTypeRef, nullable: false, description: 'What kind of area it is.' }),
    ...providedText(t, 'Date', itself, {
      validFrom: 'Its first day. Null if not known or long ago.',
      validTo: 'Its last day. Null while it lasts, or if not known.',
    }),
    successors: t.field({
      type: [AreaRef],
      nullable: false,
      description: 'The areas that took its place. Empty while it lasts.',
      resolve: ({ successors }, _args, context) => areasByCode(successors, context),
    }),
    parents: t.field({
      type: [AreaRef],
      nullable: false,
      description: 'The areas directly above it; there may be several, of different kinds.',
      resolve: ({ parents }, _args, context) => areasByCode(parents, context),
    }),
    children: t.field({
      type: [AreaRef],
      nullable: false,
      description: 'The current areas directly below it, by name.',
      args: { type: t.arg({ type: AreaTypeRef, description: 'Only those of this kind. Not given: all.' }) },
      resolve: ({ code }, { type }, { reader }) =>
        reader.areas
          .gazetteer()
          .childrenOf(code, type ?? undefined)
          .filter(({ successors }) => successors.length === 0)
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    }),
    population: t.field({
      type: PopulationRef,
      nullable: true,
      description:
        'How many people live there: what rates in `coverage` divide by. Null where it is not known for the band.',
      args: {
        band: t.arg({ type: PopulationBandRef, defaultValue: 'ALL', description: 'Which people. All unless given.' }),
      },
      resolve: (area, { band }, { reader }) =>
        populationOf(area, band ?? 'ALL', {
          gazetteer: reader.areas.gazetteer(),
          smallAreasIn: reader.figures.smallAreaLookup(),
        }),
    }),
    latitude: t.float({
      nullable: true,
      description:
        'Degrees north (WGS 84) of where the people of a small area live on average, which distances are measured from. Null for other areas.',
      resolve: ({ code }, _args, { reader }) => findSmallArea(reader.figures.smallAreas(), code)?.latitude,
    }),
    longitude: t.float({
      nullable: true,
      description:
        'Degrees east (WGS 84) of where the people of a small area live on average, which distances are measured from. Null for other areas.',
      resolve: ({ code }, _args, { reader }) => findSmallArea(reader.figures.smallAreas(), code)?.longitude,
    }),
    deprivationDecile: t.int({
      nullable: true,
      description:
        'The tenth of a small area by the Indices of Deprivation, 1 the most deprived. Null where not known, and for other areas.',
      resolve: ({ code }, _args, { reader }) => findSmallArea(reader.figures.smallAreas(), code)?.deprivationDecile,
    }),
    boundary: t.field({
      type: 'GeoJSON',
      nullable: true,
      description: 'Its boundary as a GeoJSON geometry in WGS 84. Null where none was imported.',
      args: {
        thinned: t.arg.boolean({
          required: true,
          defaultValue: false,
          description:
            'Whether it is to be drawn: without places within 100 metres of the one before (less in a small area), and without rings that come to nothing then.',
        }),
      },
      resolve({ code }, { thinned }, { reader }) {
        const { boundaries } = reader.areas.gazetteer()
        return thinned ? boundaries?.thinnedOf(code) : boundaries?.outlineOf(code)
      },
    }),
    services: t.field({
      type: ServiceConnectionRef,
      nullable: false,
      description: 'The services that count for it; both it and what `where.areas` says must hold.',
      args: {
        basis: t.arg({
          type: AreaBasisRef,
          defaultValue: 'AVAILABLE',
          description: 'By what evidence they count. AVAILABLE unless given.',
        }),
        ...nestedServiceArguments,
      },
      resolve: ({ code }, { basis, ...args }, context, info) =>
        connectServices(context, args, info, { areas: { anyOf: [code], basis: basis ?? 'AVAILABLE' } }),
    }),
  }),
})

builder.queryField('area', (t) =>
  t.field({
    type: AreaRef,
    nullable: true,
    description:
      'An area by its GSS code; one that was abolished says by which others it was followed. Null, with an error, where none has the code.',
    args: { code: t.arg.string({ required: true, description: 'The GSS code, for example E06000023.' }) },
    resolve: (_root, { code }, { reader }) => {
      const area = reader.areas.gazetteer().find(code.trim())
      if (area === undefined) throw unknownArea(code, reader.areas.gazetteer(), ['code'])
      return area
    },
  }),
)

/** The areas of those codes, in order, less what is unknown. */
export function areasByCode(codes: readonly string[], { reader }: RequestContext) {
  return codes.flatMap((code) => reader.areas.gazetteer().find(code) ?? [])
}
