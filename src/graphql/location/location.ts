import type { StoredLocation } from '../../model/stored-records.ts'
import type { LocationPrecision } from '../../model/location.ts'
import { AccessibilityRef, AddressRef, LocationTypeRef } from './address.ts'
import { AreaTypeRef } from '../area/area-type.ts'
import { builder } from '../builder.ts'
import { ContactRef, PhoneRef } from '../contact.ts'
import { fromFullLocation } from '../node/detail.ts'
import { FeedRecordRef } from '../feed/feed-record.ts'
import { refText } from '../node/current-records.ts'
import { keptBy } from '../kept-texts.ts'
import { NodeRef } from '../node/node.ts'
import { LanguageRef } from '../language.ts'
import { AreaRef, AttributeRef, LocationRef, MetadataRef, ServiceConnectionRef } from '../refs.ts'
import { ScheduleRef } from './schedule.ts'
import { nestedServiceArguments } from '../service/service-connection.ts'
import { connectServices } from '../service/service-connection-data.ts'
import { providedNumbers, providedText } from '../provided-fields.ts'
import type { RecordRef } from '../../model/record.ts'
import type { Area, AreaType } from '../../geography/area.ts'
import { areasByCode } from '../area/area.ts'
import type { RequestContext } from '../context.ts'

const LocationPrecisionRef = builder.enumType('LocationPrecision', {
  description: 'How exactly it is known where a location is.',
  values: {
    POINT: { description: 'By coordinates, as published.' },
    POSTCODE: { description: 'By a full postcode only, whose middle may be 100 metres and more away.' },
    OUTCODE: { description: 'By half a postcode or a rounded point: the publisher hides where exactly it is.' },
    UNKNOWN: { description: 'Not at all.' },
  } as const satisfies Record<LocationPrecision, object>,
})

LocationRef.implement({
  description: 'A location where services are offered, as one record of one feed publishes it (HSDS location).',
  extensions: keptBy<StoredLocation>(({ provenance }) => refText(provenance)),
  interfaces: [NodeRef, FeedRecordRef],
  fields: (t) => ({
    locationType: t.field({
      type: LocationTypeRef,
      nullable: true,
      description: 'What kind of location it is. Null if not provided.',
      resolve: ({ location }) => location.locationType,
    }),
    ...providedText(t, 'String', locationOf, {
      name: 'The name of the location. Null if not provided.',
      alternateName: 'Another name the location goes by. Null if not provided.',
      description: 'The location in words. Null if not provided.',
      transportation: 'How to get there. Null if not provided.',
      externalIdentifier:
        'An identifier of the location in another scheme, for example its UPRN. Null if not provided.',
      externalIdentifierType: 'The scheme of externalIdentifier, for example UPRN. Null if not provided.',
    }),
    ...providedText(t, 'URL', locationOf, { url: 'The page of the location. Null if not provided.' }),
    ...providedNumbers(t, 'Float', locationOf, {
      latitude:
        'Latitude in degrees north (WGS 84), as provided; with precision POSTCODE that of its postcode in the imported directory. Null where neither is known.',
      longitude:
        'Longitude in degrees east (WGS 84), as provided; with precision POSTCODE that of its postcode in the imported directory. Null where neither is known.',
    }),
    precision: t.field({
      type: LocationPrecisionRef,
      nullable: false,
      description: 'How exactly it is known where the location is.',
      resolve: ({ location }) => location.precision,
    }),
    areas: t.field({
      type: [AreaRef],
      nullable: false,
      description:
        'The areas the location lies in, the innermost first. Empty where it could not be placed, or is masked.',
      args: { type: t.arg({ type: AreaTypeRef, description: 'Only those of this kind. Not given: all.' }) },
      resolve: ({ provenance }, { type }, context) => areasOfLocation(provenance, type ?? undefined, context),
    }),
    addresses: t.field({
      type: [AddressRef],
      nullable: false,
      description: 'Addresses of the location. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullLocation(stored, context, ({ addresses }) => addresses ?? []),
    }),
    accessibility: t.field({
      type: [AccessibilityRef],
      nullable: false,
      description: 'Arrangements for disabled people. Empty where none are provided.',
      resolve: (stored, _args, context) =>
        fromFullLocation(stored, context, ({ accessibility }) => accessibility ?? []),
    }),
    phones: t.field({
      type: [PhoneRef],
      nullable: false,
      description: 'Telephone numbers of the location. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullLocation(stored, context, ({ phones }) => phones ?? []),
    }),
    contacts: t.field({
      type: [ContactRef],
      nullable: false,
      description: 'Whom to turn to about the location. Empty where nobody is named.',
      resolve: (stored, _args, context) => fromFullLocation(stored, context, ({ contacts }) => contacts ?? []),
    }),
    schedules: t.field({
      type: [ScheduleRef],
      nullable: false,
      description: 'When the location is open. Empty where nothing is provided.',
      resolve: (stored, _args, context) => fromFullLocation(stored, context, ({ schedules }) => schedules ?? []),
    }),
    languages: t.field({
      type: [LanguageRef],
      nullable: false,
      description: 'The languages spoken at the location. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullLocation(stored, context, ({ languages }) => languages ?? []),
    }),
    attributes: t.field({
      type: [AttributeRef],
      nullable: false,
      description: 'The taxonomy terms and values that the location is linked to. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullLocation(stored, context, ({ attributes }) => attributes ?? []),
    }),
    metadata: t.field({
      type: [MetadataRef],
      nullable: false,
      description: 'What was changed about the location, when and how. Empty where nothing is provided.',
      resolve: (stored, _args, context) => fromFullLocation(stored, context, ({ metadata }) => metadata ?? []),
    }),
    services: t.field({
      type: ServiceConnectionRef,
      nullable: false,
      description: 'The services at this location.',
      args: nestedServiceArguments,
      resolve: ({ provenance }, args, context, info) => {
        const { feed, originId } = provenance
        return connectServices(context, args, info, { location: { feed, originId } })
      },
    }),
  }),
})

function locationOf(stored: StoredLocation): StoredLocation['location'] {
  return stored.location
}

/** The areas a location lies in, the innermost first, or those of one kind. */
function areasOfLocation(
  ref: RecordRef,
  type: AreaType | undefined,
  context: RequestContext,
): readonly Area[] | Promise<readonly Area[]> {
  const codes = context.loaders.locationAreas.load({ feed: ref.feed, originId: ref.originId })
  const read = (found: readonly string[] | undefined): readonly Area[] =>
    areasByCode(found ?? [], context).filter((area) => (type ?? area.type) === area.type)
  return codes instanceof Promise ? codes.then(read) : read(codes)
}
