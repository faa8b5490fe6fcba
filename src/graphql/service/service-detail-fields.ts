import type { StoredService } from '../../model/stored-records.ts'
import type { FieldBuilder } from '../builder.ts'
import { ContactRef, PhoneRef } from '../contact.ts'
import { CostOptionRef, FundingRef } from './cost-option.ts'
import { fromFullService } from '../node/detail.ts'
import { LanguageRef } from '../language.ts'
import { placesOfService } from '../location/place-of-service.ts'
import { ProgramRef, RequiredDocumentRef } from './program.ts'
import { AttributeRef, MetadataRef, ServiceAtLocationRef, TaxonomyTermRef } from '../refs.ts'
import { ScheduleRef } from '../location/schedule.ts'
import { placementFields } from '../area/placement.ts'
import { ServiceAreaRef, serviceAreasOf } from '../area/service-area.ts'
import { ServiceCapacityRef } from './service-capacity.ts'
import { termsWithMapped } from '../term/term-mapping-of-service.ts'
import { findSchemeKeys } from '../term/find-scheme-keys.ts'

/** What a publisher's list leaves out of its services, so that a record held as a list item has its feed asked for it. */
export function serviceDetailFields(t: FieldBuilder<StoredService>) {
  return { ...whenAndWhereFields(t), ...placementFields(t), ...termFields(t), ...conditionFields(t), ...reachFields(t) }
}

function whenAndWhereFields(t: FieldBuilder<StoredService>) {
  return {
    schedules: t.field({
      type: [ScheduleRef],
      nullable: false,
      description: 'When the service is open. Empty where nothing is provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.schedules ?? []),
    }),
    serviceAreas: t.field({
      type: [ServiceAreaRef],
      nullable: false,
      description: 'The areas the service is declared to serve. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, (full) => serviceAreasOf(full)),
    }),
    serviceAtLocations: t.field({
      type: [ServiceAtLocationRef],
      nullable: false,
      description: 'The service at each of its locations. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, placesOfService),
    }),
  }
}

function termFields(t: FieldBuilder<StoredService>) {
  return {
    taxonomyTerms: t.field({
      type: [TaxonomyTermRef],
      nullable: false,
      description: 'The taxonomy terms that the service carries, each once. Empty where none are provided.',
      args: {
        scheme: t.arg.string({ description: 'Only terms of this taxonomy, named by URI or name. Not given: of all.' }),
        mapped: t.arg.boolean({
          defaultValue: false,
          description: 'Whether terms of other schemes follow from which mappings lead to those it carries.',
        }),
      },
      resolve: (stored, { scheme, mapped }, context) => {
        const termsOf = mapped === true ? termsWithMapped(context) : context.loaders.termsOfService.follow
        if (scheme === undefined || scheme === null) return fromFullService(stored, context, termsOf)
        const keys = findSchemeKeys(context, scheme)
        return fromFullService(stored, context, (full) => termsOf(full).filter(({ taxonomy }) => keys.has(taxonomy)))
      },
    }),
    attributes: t.field({
      type: [AttributeRef],
      nullable: false,
      description: 'The taxonomy terms and values that the service is linked to. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.attributes ?? []),
    }),
    metadata: t.field({
      type: [MetadataRef],
      nullable: false,
      description: 'What was changed about the service, when and how. Empty where nothing is provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.metadata ?? []),
    }),
  }
}

function conditionFields(t: FieldBuilder<StoredService>) {
  return {
    costOptions: t.field({
      type: [CostOptionRef],
      nullable: false,
      description:
        'What the service costs in each case. Empty where nothing is provided, which does not mean free of charge.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.costOptions ?? []),
    }),
    free: t.boolean({
      nullable: true,
      description:
        'Whether the service can be had free of charge, as the filter `free` has it: by all that its cost options and fees say. Null where it is free for some people or in part alone, where the records of the service contradict each other, or if not provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ free }) => free),
    }),
    funding: t.field({
      type: [FundingRef],
      nullable: false,
      description: 'Who funds the service. Empty where nothing is provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.funding ?? []),
    }),
    requiredDocuments: t.field({
      type: [RequiredDocumentRef],
      nullable: false,
      description: 'Documents one needs to have the service. Empty where none are provided.',
      resolve: (stored, _args, context) =>
        fromFullService(stored, context, ({ service }) => service.requiredDocuments ?? []),
    }),
    capacities: t.field({
      type: [ServiceCapacityRef],
      nullable: false,
      description:
        'How much the service has to offer, and how much of it is available. Empty where nothing is provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.capacities ?? []),
    }),
    program: t.field({
      type: ProgramRef,
      nullable: true,
      description: 'The programme the service belongs to. Null if not provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.program),
    }),
  }
}

function reachFields(t: FieldBuilder<StoredService>) {
  return {
    languages: t.field({
      type: [LanguageRef],
      nullable: false,
      description: 'The languages in which the service is offered. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.languages ?? []),
    }),
    contacts: t.field({
      type: [ContactRef],
      nullable: false,
      description: 'Whom to turn to about the service. Empty where nobody is named.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.contacts ?? []),
    }),
    phones: t.field({
      type: [PhoneRef],
      nullable: false,
      description: 'Telephone numbers of the service. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullService(stored, context, ({ service }) => service.phones ?? []),
    }),
  }
}
