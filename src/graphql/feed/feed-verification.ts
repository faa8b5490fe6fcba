import type { FeedsReader } from '../../catalogue/catalogue-reader.ts'
import { builder } from '../builder.ts'

type Verification = NonNullable<ReturnType<FeedsReader['feedInspection']>['verification']>

const VerdictRef = builder.enumType('Verdict', {
  description: 'How a check, or all of them together, came out.',
  values: {
    PASS: { description: 'Nothing failed.' },
    WARN: { description: 'What failed is advice, or of an endpoint that is not required.' },
    FAIL: { description: 'Something failed that the standard requires.' },
  } as const satisfies Record<Verification['outcome'], object>,
})

const VerificationCheckRef = builder.objectRef<Verification['checks'][number]>('VerificationCheck').implement({
  description: 'One requirement on a feed, and how often it was tried and failed.',
  fields: (t) => ({
    id: t.exposeString('id', {
      nullable: false,
      description: 'The stable name of the check. Open: checks may be added.',
    }),
    requirement: t.exposeString('requirement', { nullable: false, description: 'What is required, as a sentence.' }),
    outcome: t.expose('outcome', { type: VerdictRef, nullable: false, description: 'How it came out.' }),
    tried: t.exposeInt('tried', { nullable: false, description: 'In how many cases it was tried.' }),
    failed: t.exposeInt('failed', { nullable: false, description: 'In how many of them it failed.' }),
    examples: t.exposeStringList('examples', {
      nullable: false,
      description: 'Up to five that failed: an id or endpoint, with the path inside it where one is known.',
    }),
  }),
})

export const FeedVerificationRef = builder.objectRef<Verification>('FeedVerification').implement({
  description: 'Whether a feed keeps the standard, by checks that this gateway makes itself, at most daily.',
  fields: (t) => ({
    outcome: t.expose('outcome', {
      type: VerdictRef,
      nullable: false,
      description: 'The worst of the checks; a feed with no check that fails passes by the official rule.',
    }),
    at: t.expose('at', { type: 'DateTime', nullable: false, description: 'When it was verified.' }),
    checks: t.expose('checks', {
      type: [VerificationCheckRef],
      nullable: false,
      description: 'Every check of which anything could be tried.',
    }),
  }),
})
