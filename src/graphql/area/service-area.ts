import type { StoredService } from '../../model/stored-records.ts'
import type { ServiceAreaPosition } from '../../geography/place-service.ts'
import type { AreaResolution, ResolvedArea } from '../../geography/resolve-service-area.ts'
import type { Attributed } from '../../model/attribute.ts'
import type { ServiceArea } from '../../model/service.ts'
import { areasByCode } from './area.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { fromPlacement } from './placement-of-service.ts'
import { AreaRef } from '../refs.ts'
import { attributedFields, contentId, providedText } from '../provided-fields.ts'
import { present } from '../../model/present.ts'

/** A declared area, with the service that declares it and where. */
export interface ShownServiceArea extends Attributed {
  readonly provided: ServiceArea
  readonly owner: StoredService
  readonly at: ServiceAreaPosition
}

const AreaResolutionRef = builder.enumType('AreaResolution', {
  description: 'How a declared area was found among the known ones.',
  values: {
    CODE: { description: 'By the code in its URI or extent.' },
    NAME: { description: 'By its exact name or another name of the same area.' },
    GEOMETRY: { description: 'By the outline it draws.' },
    AMBIGUOUS: { description: 'Not: its name means several areas, and none was guessed.' },
    UNRESOLVED: { description: 'Not: nothing known bears its name.' },
  } as const satisfies Record<AreaResolution, object>,
})

export const ServiceAreaRef = builder.objectRef<ShownServiceArea>('ServiceArea').implement({
  description: 'A geographic area that a service is declared to serve (HSDS service_area).',
  fields: (t) => ({
    ...attributedFields(t, 'service area'),
    ...providedText(t, 'String', ({ provided }: ShownServiceArea) => provided, {
      name: 'The name of the area. Null if not provided.',
      serviceArea: 'The area in words. Null if not provided.',
      extent: 'The boundary of the area, in the form that extentType names. Null if not provided.',
      extentType: 'The form of extent: geojson, topojson, kml or text. Null if not provided.',
      uri: 'A URI that identifies the area, for example by its GSS code. Null if not provided.',
    }),
    area: t.field({
      type: AreaRef,
      nullable: true,
      description:
        'The known area it means. Null where none was found, or where it means several: see the placements of the service.',
      resolve: (shown, _args, context) =>
        fromResolved(shown, context, ({ areas }) =>
          areas.length === 1
            ? areasByCode(
                areas.map(({ code }) => code),
                context,
              )[0]
            : undefined,
        ),
    }),
    resolution: t.field({
      type: AreaResolutionRef,
      nullable: false,
      description: 'How it was found among the known areas.',
      resolve: (shown, _args, context) => fromResolved(shown, context, ({ resolution }) => resolution),
    }),
  }),
})

/** The areas that a service declares, its own or those of the service at its place of that position; in the order published. */
export function serviceAreasOf(owner: StoredService, serviceAtLocation?: number): readonly ShownServiceArea[] {
  return providedAreas(owner, serviceAtLocation).map((provided, index) => ({
    id: provided.id ?? contentId(provided),
    ...present({ attributes: provided.attributes, metadata: provided.metadata, extensions: provided.extensions }),
    provided,
    owner,
    at: { index, ...present({ serviceAtLocation }) },
  }))
}

/** The declared area at that position; undefined where there is none. */
export function serviceAreaAt(
  owner: StoredService,
  { serviceAtLocation, index }: ServiceAreaPosition,
): ShownServiceArea | undefined {
  return serviceAreasOf(owner, serviceAtLocation)[index]
}

function providedAreas({ service }: StoredService, serviceAtLocation: number | undefined): readonly ServiceArea[] {
  if (serviceAtLocation === undefined) return service.serviceAreas ?? []
  return service.serviceAtLocations?.[serviceAtLocation]?.serviceAreas ?? []
}

function fromResolved<T>(
  { owner, at }: ShownServiceArea,
  context: RequestContext,
  read: (resolved: Pick<ResolvedArea, 'areas' | 'resolution'>) => T,
): T | Promise<T> {
  return fromPlacement(owner, context, ({ serviceAreas }) => {
    const found = serviceAreas.find(
      (area) => area.at.index === at.index && area.at.serviceAtLocation === at.serviceAtLocation,
    )
    return read(found ?? { areas: [], resolution: 'UNRESOLVED' })
  })
}
