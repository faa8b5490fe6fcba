import { builder } from '../builder.ts'
import type { QualityBandCounts } from '../../model/quality.ts'

export const QualityBandsRef = builder.objectRef<QualityBandCounts>('QualityBands').implement({
  description: 'How many services have a quality score in each band.',
  fields: (t) => ({
    a: t.exposeInt('a', { nullable: false, description: '80 and more.' }),
    b: t.exposeInt('b', { nullable: false, description: '60 to 80.' }),
    c: t.exposeInt('c', { nullable: false, description: '40 to 60.' }),
    d: t.exposeInt('d', { nullable: false, description: 'Under 40.' }),
  }),
})
