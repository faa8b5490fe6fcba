import type { ClusterReader } from '../../catalogue/clusters/cluster-reader.ts'
import { builder } from '../builder.ts'
import { ServiceRef } from '../refs.ts'
import { uidOf } from '../../model/record-uid.ts'

type Match = ReturnType<ClusterReader['getMatches']>[number][number]
type Evidence = Match['evidence'][number]

const MatchRelationRef = builder.enumType('MatchRelation', {
  description: 'What two records are to each other.',
  values: {
    SAME_SERVICE: { description: 'One real service, published by two feeds.' },
    SAME_OFFERING_OTHER_AREA: {
      description: 'The same offering, commissioned or delivered for another area: two services.',
    },
    SAME_SITE_DIFFERENT_SERVICE: { description: 'Two services at one place.' },
    SAME_ORGANIZATION: { description: 'Two services of one organization.' },
    POSSIBLE: { description: 'They may be one service: a person should look.' },
  } as const satisfies Record<Match['relation'], object>,
})

const MatchDecisionRef = builder.enumType('MatchDecision', {
  description: 'How the relation of two records was decided.',
  values: {
    AUTO: { description: 'By the evidence alone: they are in one cluster.' },
    REVIEWED: { description: 'By a person, which outranks all evidence.' },
    PENDING: { description: 'Not yet: it waits for a person.' },
    REJECTED: { description: 'By the evidence alone: they are not one service.' },
  } as const satisfies Record<Match['decision'], object>,
})

const MatchEvidenceRef = builder.objectRef<Evidence>('MatchEvidence').implement({
  description: 'One thing that speaks for or against two records being one service.',
  fields: (t) => ({
    feature: t.exposeString('feature', {
      nullable: false,
      description: 'What was compared and how it came out, for example site.address. Open: features may be added.',
    }),
    left: t.exposeString('left', {
      nullable: true,
      description: 'The value of this record. Null where it is no text.',
    }),
    right: t.exposeString('right', {
      nullable: true,
      description: 'The value of the other. Null where it is no text.',
    }),
    weight: t.exposeFloat('weight', { nullable: false, description: 'Above 0 it speaks for, below 0 against.' }),
  }),
})

const ServiceMatchRef = builder.objectRef<Match>('ServiceMatch').implement({
  description: 'Another record that this one relates to, with the evidence.',
  fields: (t) => ({
    service: t.field({
      type: ServiceRef,
      nullable: false,
      description: 'The other record.',
      resolve: async ({ other }, _args, { loaders }) => {
        const service = await loaders.services.load(other)
        if (service === undefined) throw new Error(`The record ${uidOf(other)} went while it was read.`)
        return service
      },
    }),
    relation: t.expose('relation', {
      type: MatchRelationRef,
      nullable: false,
      description: 'What they are to each other.',
    }),
    decision: t.expose('decision', { type: MatchDecisionRef, nullable: false, description: 'How that was decided.' }),
    score: t.exposeFloat('score', {
      nullable: true,
      description: 'The sum of the weights of the evidence: the higher, the surer they are one service.',
    }),
    evidence: t.field({
      type: [MatchEvidenceRef],
      nullable: false,
      description: 'What it rests on, the strongest first. Empty where only a person related the two.',
      resolve: async (match, _args, { loaders }) =>
        (match.isBrief ? await loaders.evidence.load(match) : undefined) ?? match.evidence,
    }),
  }),
})

builder.objectField(ServiceRef, 'matches', (t) =>
  t.field({
    type: [ServiceMatchRef],
    nullable: false,
    description:
      'Other records that this one relates to, and why; the surest to be one service first. Empty where there are none.',
    args: { relations: t.arg({ type: [MatchRelationRef], description: 'Only these relations. Not given: all.' }) },
    resolve: async ({ provenance }, { relations }, { loaders }) => {
      const matches = (await loaders.matches.load(provenance)) ?? []
      return matches.filter(({ relation }) => relations?.includes(relation) ?? true)
    },
  }),
)
