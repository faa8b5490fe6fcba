import { builder } from '../builder.ts'
import { BAND_FROM, type QualityBandCounts } from '../../model/quality.ts'

const { A, B, C } = BAND_FROM

/** The scores of each band, as descriptions say them. */
export const BAND_SCORES = {
  A: `${A} and more.`,
  B: `${B} to ${A}.`,
  C: `${C} to ${B}.`,
  D: `Under ${C}.`,
} as const

export const QualityBandsRef = builder.objectRef<QualityBandCounts>('QualityBands').implement({
  description: 'How many services have a quality score in each band.',
  fields: (t) => ({
    a: t.exposeInt('a', { nullable: false, description: BAND_SCORES.A }),
    b: t.exposeInt('b', { nullable: false, description: BAND_SCORES.B }),
    c: t.exposeInt('c', { nullable: false, description: BAND_SCORES.C }),
    d: t.exposeInt('d', { nullable: false, description: BAND_SCORES.D }),
  }),
})
