import type { StoredService } from '../../model/stored-records.ts'
import { areasOfService, codesOfService } from '../../geography/areas-of-service.ts'
import type { Placement, PlacementRoute, StoredPlacement } from '../../geography/place-service.ts'
import { AreaBasisRef, AreaTypeRef } from './area-type.ts'
import { areasByCode } from './area.ts'
import { builder, type FieldBuilder } from '../builder.ts'
import { DeliveryClassRef } from './delivery-class.ts'
import { fromPlacement } from './placement-of-service.ts'
import { AreaRef, LocationRef } from '../refs.ts'
import { ServiceAreaRef, serviceAreaAt } from './service-area.ts'

const PlacementRouteRef = builder.enumType('PlacementRoute', {
  description: 'How a piece of evidence leads to its area.',
  values: {
    PUBLISHER: { description: "By the areas of the feed's publisher, from the configuration." },
    DECLARED_CODE: { description: 'By the code in the URI or extent of a declared area.' },
    DECLARED_NAME: { description: 'By the exact name of a declared area, or another name of the same area.' },
    DECLARED_GEOMETRY: { description: 'By the outline that a declared area draws.' },
    POSTCODE: { description: 'By the full postcode of a place, in the imported directory.' },
    POINT: { description: 'By the point of a place, inside an imported boundary.' },
  } as const satisfies Record<PlacementRoute, object>,
})

/** A piece of evidence with the record that it is of. */
export interface ShownPlacement {
  readonly owner: StoredService
  readonly placement: Placement
}

export const PlacementRef = builder.objectRef<ShownPlacement>('Placement').implement({
  description: 'One piece of evidence that puts a service into an area: the innermost one it mentions.',
  fields: (t) => ({
    area: t.field({
      type: AreaRef,
      nullable: false,
      description: 'The area.',
      resolve: ({ placement }, _args, context) => {
        const [area] = areasByCode([placement.areaCode], context)
        if (area === undefined)
          throw new Error(`A service was placed in ${placement.areaCode}, which is not known any more.`)
        return area
      },
    }),
    basis: t.field({
      type: AreaBasisRef,
      nullable: false,
      description: 'The basis it is evidence for.',
      resolve: ({ placement }) => placement.basis,
    }),
    route: t.field({
      type: PlacementRouteRef,
      nullable: false,
      description: 'How it leads to the area.',
      resolve: ({ placement }) => placement.route,
    }),
    serviceArea: t.field({
      type: ServiceAreaRef,
      nullable: true,
      description: 'The declared area it comes from. Null for other evidence.',
      resolve: ({ owner, placement }) =>
        placement.serviceArea === undefined ? null : serviceAreaAt(owner, placement.serviceArea),
    }),
    location: t.field({
      type: LocationRef,
      nullable: true,
      description: 'The location it comes from. Null for other evidence.',
      resolve: ({ owner, placement }, _args, { loaders }) => {
        const place = owner.service.serviceAtLocations?.[placement.serviceAtLocation ?? -1]
        if (place?.locationId === undefined) return null
        loaders.locationsOfService.prepare()
        return loaders.locations.load({ feed: owner.provenance.feed, originId: place.locationId })
      },
    }),
  }),
})

/** Where a service belongs, as worked out when its record was written. */
export function placementFields(t: FieldBuilder<StoredService>) {
  const args = () => ({
    basis: t.arg({
      type: AreaBasisRef,
      defaultValue: 'AVAILABLE',
      description: 'By what evidence it counts. AVAILABLE unless given.',
    }),
    type: t.arg({
      type: AreaTypeRef,
      defaultValue: 'DISTRICT',
      description: 'Of which kind. DISTRICT unless given.',
    }),
  })
  return {
    areas: t.field({
      type: [AreaRef],
      nullable: false,
      description:
        'The areas of a kind that the service counts for, the innermost first. A national service answers with its country.',
      args: args(),
      resolve: (stored, { basis, type }, context) =>
        fromPlacement(stored, context, ({ rows }: StoredPlacement) =>
          areasOfService(rows, context.reader.areas.gazetteer(), {
            basis: basis ?? 'AVAILABLE',
            type: type ?? 'DISTRICT',
          }),
        ),
    }),
    areaCodes: t.stringList({
      nullable: false,
      description:
        'GSS codes of every area of a kind for which the record counts in `coverage` and `where.areas`, in order: a national service has those of all areas of its country.',
      args: args(),
      resolve: (stored, { basis, type }, context) =>
        fromPlacement(stored, context, ({ rows }: StoredPlacement) => [
          ...codesOfService(rows, context.reader.areas.gazetteer(), {
            basis: basis ?? 'AVAILABLE',
            type: type ?? 'DISTRICT',
          }),
        ]),
    }),
    placements: t.field({
      type: [PlacementRef],
      nullable: false,
      description: 'Every area the service was put in, and by what evidence. Empty where there is none.',
      resolve: (stored, _args, context) =>
        fromPlacement(stored, context, ({ placements }, owner) =>
          placements
            .filter(({ areaCode }) => context.reader.areas.gazetteer().find(areaCode) !== undefined)
            .map((placement) => ({ owner, placement })),
        ),
    }),
    deliveryClass: t.field({
      type: DeliveryClassRef,
      nullable: false,
      description: 'Where the service is delivered.',
      resolve: (stored, _args, context) => fromPlacement(stored, context, ({ deliveryClass }) => deliveryClass),
    }),
  }
}
