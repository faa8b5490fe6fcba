import type { ClusterReader } from '../../catalogue/clusters/cluster-reader.ts'
import { builder } from '../builder.ts'
import { RecordIssueRef } from '../feed/record-issue.ts'
import { ServiceRef } from '../refs.ts'
import { BAND_SCORES } from './quality-bands.ts'
import { uidOf } from '../../model/record-uid.ts'

type Quality = NonNullable<ReturnType<ClusterReader['getQualities']>[number]> & { readonly originId: string }

export const QualityBandRef = builder.enumType('QualityBand', {
  description: 'The band of a quality score.',
  values: {
    A: { description: BAND_SCORES.A },
    B: { description: BAND_SCORES.B },
    C: { description: BAND_SCORES.C },
    D: { description: BAND_SCORES.D },
  } as const satisfies Record<Quality['band'], object>,
})

const QualityRef = builder.objectRef<Quality>('Quality').implement({
  description: 'How good a record is to find and use a service by: a score, what it is made of, and what lowers it.',
  fields: (t) => ({
    score: t.exposeFloat('score', {
      nullable: false,
      description: '0 to 100: 30 % richness, 25 % freshness, 25 % findability, 20 % validity.',
    }),
    band: t.expose('band', { type: QualityBandRef, nullable: false, description: 'The band of the score.' }),
    richness: t.exposeFloat('richness', {
      nullable: false,
      description: "0 to 1: how many of the standard's fields are filled, each by its worth.",
    }),
    freshness: t.exposeFloat('freshness', {
      nullable: false,
      description:
        '0 to 1: 1 up to 90 days after it was assured, fading to 0 at 365; where it never was, half of that by its last change.',
    }),
    findability: t.exposeFloat('findability', {
      nullable: false,
      description:
        '0 to 1: a usable contact 0.3, a place 0.3, a term of a shared scheme 0.25, a schedule a machine can read 0.15.',
    }),
    validity: t.exposeFloat('validity', {
      nullable: false,
      description: '0 to 1: 1 less a penalty for each kind of defect.',
    }),
    version: t.exposeString('version', {
      nullable: false,
      description: 'The definition it was scored by, for example orukq/2.',
    }),
    issues: t.field({
      type: [RecordIssueRef],
      nullable: false,
      description: 'What lowers the score, warnings first. What is merely not provided is no error.',
      resolve: ({ issues, originId }) => issues.map((issue) => ({ ...issue, originId, recordType: 'service' })),
    }),
  }),
})

builder.objectField(ServiceRef, 'quality', (t) =>
  t.field({
    type: QualityRef,
    nullable: false,
    description: 'How good the record is, by what is held of it; scores fade by the day.',
    resolve: async ({ provenance }, _args, { loaders }) => {
      const quality = await loaders.qualities.load(provenance)
      if (quality === undefined) throw new Error(`The record ${uidOf(provenance)} went while it was read.`)
      return { ...quality, originId: provenance.originId }
    },
  }),
)
