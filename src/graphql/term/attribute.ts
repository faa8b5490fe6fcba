import type { Metadata } from '../../model/attribute.ts'
import type { RequestContext } from '../context.ts'
import { AttributeRef, MetadataRef, TaxonomyTermRef } from '../refs.ts'
import { shownExtensions } from '../shown-extensions.ts'
import { contentId, itself, providedText } from '../provided-fields.ts'

AttributeRef.implement({
  description: 'A link from a record, or from an object inside one, to a taxonomy term or to a value (HSDS attribute).',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: "The publisher's identifier of the attribute, or one made from its content where it gave none.",
      resolve: (attribute) => attribute.id ?? contentId(attribute),
    }),
    ...providedText(t, 'String', itself, {
      linkType: 'What the link means, in the words of the publisher, for example service_type. Null if not provided.',
      linkEntity: 'The kind of object that is linked, for example service. Null if not provided.',
      value: 'A value that the attribute gives, where it gives one besides or instead of a term. Null if not provided.',
      label: 'A human-readable label of the attribute. Null if not provided.',
    }),
    taxonomyTerm: t.field({
      type: TaxonomyTermRef,
      nullable: true,
      description: 'The taxonomy term that is linked. Null where the attribute links to none.',
      resolve: ({ termUri }, _args, { loaders }) => {
        if (termUri === undefined) return null
        loaders.termsOfService.prepare()
        return loaders.terms.load(termUri)
      },
    }),
    extensions: t.field({
      type: 'JSON',
      nullable: true,
      description:
        "The publisher's properties of the attribute and of the term in it outside HSDS, as received, less those that identify an assurer unless this gateway is configured to show them. Null where there are none.",
      resolve: (attribute, _args, context) => shownExtensions(attribute, context),
    }),
  }),
})

MetadataRef.implement({
  description: 'A record of one change made to one field by the publisher (HSDS metadata).',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: "The publisher's identifier of the change, or one made from its content where it gave none.",
      resolve: (metadata) => metadata.id ?? contentId(metadata),
    }),
    ...providedText(t, 'String', itself, {
      resourceId: 'The identifier of the object that was changed. Null if not provided.',
      resourceType: 'The kind of object that was changed, for example service. Null if not provided.',
      lastActionDate: 'When the change was made, as published. Null if not provided.',
      lastActionType: 'The kind of change: create, update or delete, as published. Null if not provided.',
      fieldName: 'The name of the field that was changed, in the words of the standard. Null if not provided.',
    }),
    previousValue: t.string({
      nullable: true,
      description:
        'What the field held before. Null if not provided, or if it identifies an assurer and those are withheld.',
      resolve: (metadata, _args, context) => shownValue(metadata.previousValue, metadata, context),
    }),
    replacementValue: t.string({
      nullable: true,
      description:
        'What the field held after. Null if not provided, or if it identifies an assurer and those are withheld.',
      resolve: (metadata, _args, context) => shownValue(metadata.replacementValue, metadata, context),
    }),
    updatedBy: t.string({
      nullable: true,
      description:
        'Who made the change. Null if not provided, and always null unless this gateway is configured to show assurers.',
      resolve: ({ updatedBy }, _args, { showAssurers }) => (showAssurers ? updatedBy : null),
    }),
  }),
})

function shownValue(value: string | undefined, { fieldName }: Metadata, context: RequestContext): string | null {
  if (value === undefined) return null
  if (context.showAssurers || fieldName === undefined) return value
  // The rule that withholds properties by name also decides about a value that a property of that name held.
  const kept = context.withholdPersonal({ [fieldName]: value })
  return typeof kept === 'object' && kept !== null && fieldName in kept ? value : null
}
