import { ContactRef, PhoneRef } from '../contact.ts'
import { fromFullPlace, fromFullService } from '../node/detail.ts'
import { FeedRecordRef } from '../feed/feed-record.ts'
import { NodeRef } from '../node/node.ts'
import { placesOfService, schedulesAt } from './place-of-service.ts'
import { AttributeRef, LocationRef, MetadataRef, ServiceAtLocationRef, ServiceRef } from '../refs.ts'
import { ScheduleRef } from './schedule.ts'
import { ServiceAreaRef, serviceAreasOf } from '../area/service-area.ts'
import { providedText } from '../provided-fields.ts'

ServiceAtLocationRef.implement({
  description: 'A service at one of its locations, with what holds only there (HSDS service_at_location).',
  interfaces: [NodeRef, FeedRecordRef],
  fields: (t) => ({
    ...providedText(t, 'String', ({ place }) => place, {
      description: 'The service at this location, in words. Null if not provided.',
    }),
    location: t.field({
      type: LocationRef,
      nullable: true,
      description: 'The location. Null if not provided.',
      resolve: ({ place, provenance }, _args, { loaders }) => {
        if (place.locationId === undefined) return null
        loaders.locationsOfService.prepare()
        return loaders.locations.load({ feed: provenance.feed, originId: place.locationId })
      },
    }),
    service: t.field({
      type: ServiceRef,
      nullable: false,
      description: 'The service.',
      resolve: ({ owner }) => owner,
    }),
    schedules: t.field({
      type: [ScheduleRef],
      nullable: false,
      description:
        "When the service is open at this location: what stands there, and the service's own schedules that name it. Empty where nothing is provided.",
      resolve: ({ owner, provenance }, _args, context) =>
        fromFullService(owner, context, (full) => schedulesAt(full, provenance.originId)),
    }),
    serviceAreas: t.field({
      type: [ServiceAreaRef],
      nullable: false,
      description: 'The areas served from this location. Empty where none are provided.',
      resolve: ({ owner, provenance }, _args, context) =>
        fromFullService(owner, context, (full) => {
          const position = placesOfService(full).findIndex(({ place }) => place.originId === provenance.originId)
          return position === -1 ? [] : serviceAreasOf(full, position)
        }),
    }),
    contacts: t.field({
      type: [ContactRef],
      nullable: false,
      description: 'Whom to turn to at this location. Empty where nobody is named.',
      resolve: (value, _args, context) => fromFullPlace(value, context, ({ contacts }) => contacts ?? []),
    }),
    phones: t.field({
      type: [PhoneRef],
      nullable: false,
      description: 'Telephone numbers at this location. Empty where none are provided.',
      resolve: (value, _args, context) => fromFullPlace(value, context, ({ phones }) => phones ?? []),
    }),
    attributes: t.field({
      type: [AttributeRef],
      nullable: false,
      description:
        'The taxonomy terms and values that the service at this location is linked to. Empty where none are provided.',
      resolve: (value, _args, context) => fromFullPlace(value, context, ({ attributes }) => attributes ?? []),
    }),
    metadata: t.field({
      type: [MetadataRef],
      nullable: false,
      description: 'What was changed about it, when and how. Empty where nothing is provided.',
      resolve: (value, _args, context) => fromFullPlace(value, context, ({ metadata }) => metadata ?? []),
    }),
  }),
})
