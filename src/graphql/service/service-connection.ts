import type { ServiceOrder, Unknowns, Duplicates } from '../../catalogue/service-query.ts'
import type { StoredService } from '../../model/stored-records.ts'
import { builder } from '../builder.ts'
import type { Edge } from '../connection/connection.ts'
import { connectionFields, cursorField } from '../connection/connection-fields.ts'
import { provenanceFields } from '../feed/feed-report.ts'
import { HighlightRef, readHighlights } from './highlight.ts'
import { offsetArgument, pageArguments } from '../connection/page-arguments.ts'
import { NearBasisRef } from '../location/place-filter.ts'
import { placeOfServiceAt } from '../location/place-of-service.ts'
import { ServiceAtLocationRef, ServiceConnectionRef, ServiceRef } from '../refs.ts'
import { CountedFactsRef } from './counted-facts.ts'
import { countedFactsOfHit, listingsOfHit } from './listings-of-hit.ts'
import { connectServices, type ListedHit } from './service-connection-data.ts'
import { ServiceFacetsRef } from './service-facets.ts'
import { ServiceFilterRef } from './service-filter.ts'
import { TermMappingRef } from '../term/term-mapping.ts'

export const DuplicatesRef = builder.enumType('Duplicates', {
  description: 'What becomes of several records that are held to be one real service.',
  values: {
    COLLAPSE: { description: 'One of them stands for all: the preferred one among those that pass the filter.' },
    KEEP: { description: 'Each record stands for itself.' },
  } as const satisfies Record<Duplicates, object>,
})

export const UnknownsRef = builder.enumType('Unknowns', {
  description: 'What becomes of a record that does not state a fact that is filtered by.',
  values: {
    INCLUDE: { description: 'It is kept, and said so on its edge.' },
    EXCLUDE: { description: 'It is left out.' },
  } as const satisfies Record<Unknowns, object>,
})

const ServiceOrderRef = builder.enumType('ServiceOrder', {
  description: 'The order of a list of services; ties by id. Open: values may be added.',
  values: {
    RELEVANCE: { description: 'How well the words of `text` fit, best first.' },
    NAME: { description: 'By name, as in a dictionary.' },
    DISTANCE: { description: 'Nearest first; needs `near`. Services without a place come last.' },
    LAST_MODIFIED_DESC: { description: 'Last modified first, as publishers say; those that do not say come last.' },
    QUALITY_DESC: { description: 'Best quality first.' },
    ASSURED_DATE_DESC: { description: 'Last assured first; those without an assured date come last.' },
  } as const satisfies Record<ServiceOrder, object>,
})

const ServiceEdgeRef = builder.objectRef<Edge<StoredService, ListedHit>>('ServiceEdge').implement({
  description: 'A service in a list, with what the search knows of it.',
  fields: (t) => ({
    node: t.field({ type: ServiceRef, nullable: false, description: 'The service.', resolve: ({ node }) => node }),
    cursor: cursorField(t),
    distanceMetres: t.float({
      nullable: true,
      description:
        'With `near`: metres in a straight line to the nearest of its places. Null without `near`, or where it has no place.',
      resolve: ({ hit }) => hit.distanceMetres,
    }),
    distanceApproximate: t.boolean({
      nullable: true,
      description:
        'With `near` by postcode: whether the postcode is known only by its sector or district, so that the distance is approximate. Null without a distance.',
      resolve: ({ hit }) => hit.distanceApproximate,
    }),
    nearest: t.field({
      type: ServiceAtLocationRef,
      nullable: true,
      description:
        'With `near`: the service at the nearest of its places at which what the filter asks of a place may hold. Null without `near`, or where it has no place.',
      resolve: ({ node, hit }) => (hit.nearestPlace === undefined ? null : placeOfServiceAt(node, hit.nearestPlace)),
    }),
    nearBasis: t.field({
      type: [NearBasisRef],
      nullable: false,
      description:
        'With `near`: why it counts as near. Empty without `near`, and where it comes last for want of a place.',
      resolve: ({ hit }) => hit.nearBasis ?? [],
    }),
    matchedVia: t.field({
      type: [TermMappingRef],
      nullable: false,
      description:
        'Mappings between terms without which `taxonomyTerms` would not have found it. Empty where its own terms suffice.',
      resolve: ({ hit }) => hit.matchedVia ?? [],
    }),
    highlights: t.field({
      type: [HighlightRef],
      nullable: false,
      description:
        'With `text`: where its words occur, one for each field, the weightiest first. Empty without `text`.',
      resolve: ({ node, hit }, _args, context) => readHighlights(node, hit, context),
    }),
    missingWords: t.stringList({
      nullable: false,
      description: 'With `textRelaxed`: the words of `text` that it does not have. Empty otherwise.',
      resolve: ({ hit }) => hit.missingWords ?? [],
    }),
    listings: t.field({
      type: [ServiceRef],
      nullable: false,
      description:
        'The records that it stands for: those of its cluster that pass the filter, the preferred one first; with `duplicates: KEEP` the record alone.',
      resolve: ({ node, hit }, _args, context) => listingsOfHit(node, hit, context),
    }),
    counted: t.field({
      type: CountedFactsRef,
      nullable: false,
      description: 'As what it counts in figures, by all those records together.',
      resolve: ({ node, hit }, _args, context) => countedFactsOfHit(node, hit, context),
    }),
    unknownOn: t.stringList({
      nullable: false,
      description:
        'Names of the filters on facts that the record does not state and on which it hangs whether it is meant; one beside something that settles the matter is not named. Empty where it is certain.',
      resolve: ({ hit }) => hit.unknownOn,
    }),
  }),
})

ServiceConnectionRef.implement({
  description: 'A page of a list of services, with what is known of the whole list.',
  fields: (t) => ({
    ...connectionFields(t, 'services', ServiceEdgeRef, ServiceRef),
    recordCount: t.int({
      nullable: false,
      description: 'How many records of feeds the whole list stands on, exactly. Counted only when asked for.',
      resolve: (connection) => connection.records(),
    }),
    textCorrected: t.string({
      nullable: true,
      description:
        'The words searched instead of `text`, where no record at all has the words as typed: one letter changed in words of five letters and more. Null where they were searched as typed.',
      resolve: (connection) => connection.textCorrected(),
    }),
    textRelaxed: t.boolean({
      nullable: false,
      description:
        'Whether records with most words of `text` are listed too, because fewer than ten have all of them; those that have all come first, the others say which they have not in `missingWords`.',
      resolve: (connection) => connection.textRelaxed(),
    }),
    unknowns: t.expose('unknowns', {
      type: UnknownsRef,
      nullable: false,
      description: 'What became of records that do not state a fact filtered by.',
    }),
    facets: t.field({
      type: ServiceFacetsRef,
      nullable: false,
      description: 'Counts of the whole list by what its services have in common.',
      resolve: (connection) => connection,
    }),
    ...provenanceFields(t),
  }),
})

/** The arguments of every list of services that belongs to another record. */
export const nestedServiceArguments = {
  ...builder.args((t) => ({
    where: t.field({ type: ServiceFilterRef, description: 'Which of them; not given: all that are active.' }),
  })),
  ...pageArguments,
}

builder.queryField('services', (t) =>
  t.field({
    type: ServiceConnectionRef,
    nullable: true,
    description:
      'Services of all feeds, filtered, ordered and in pages. Null, with an error, where an argument is wrong.',
    args: {
      where: t.arg({ type: ServiceFilterRef, description: 'Which services; not given: all that are active.' }),
      unknowns: t.arg({
        type: UnknownsRef,
        defaultValue: 'INCLUDE',
        description:
          'What becomes of records that do not state a fact filtered by: for age, openAt, free, languages, attending and accessible only. Kept unless given, as a search should; `coverage` leaves them out unless given, and counts them in `unknownCount`.',
      }),
      duplicates: t.arg({
        type: DuplicatesRef,
        defaultValue: 'COLLAPSE',
        description:
          'Whether one edge stands for each real service, or for each record. Totals and facets count likewise.',
      }),
      orderBy: t.arg({
        type: ServiceOrderRef,
        description:
          'In which order. Not given: by relevance where there is `text`, else by distance where there is `near`, else by name.',
      }),
      ...pageArguments,
      ...offsetArgument,
    },
    resolve: (_root, args, context, info) => connectServices(context, args, info),
  }),
)
