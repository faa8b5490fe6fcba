import type { FeedStanding } from '../../catalogue/catalogue-reader.ts'
import { builder } from '../builder.ts'
import type { FeedTraffic } from '../../model/keeper.ts'

const CircuitStateRef = builder.enumType('CircuitState', {
  description: 'Whether the feed is asked at all.',
  values: {
    CLOSED: { description: 'It is asked.' },
    OPEN: { description: 'It failed so often that it is left alone for a while.' },
    HALF_OPEN: { description: 'It is tried with one request.' },
  } as const,
})

/** How talking to a feed goes: what the catalogue noted of its refreshes, and what the network knows. */
export interface FeedHealth {
  readonly standing: FeedStanding
  readonly traffic: FeedTraffic
}

export const FeedHealthRef = builder.objectRef<FeedHealth>('FeedHealth').implement({
  description: 'How talking to a feed goes.',
  fields: (t) => ({
    lastSuccess: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its list was last read to the end. Null if never.',
      resolve: ({ standing }) => standing.lastSuccess,
    }),
    lastAttempt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a refresh last began. Null if never.',
      resolve: ({ standing }) => standing.lastAttempt,
    }),
    nextAttempt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the next refresh is due. Null where none is planned.',
      resolve: ({ traffic }) => traffic.nextAttempt,
    }),
    lastErrorCode: t.string({
      nullable: true,
      description:
        'The code of the fault that ended the last refresh. Open: codes may be added. Null where it went well.',
      resolve: ({ standing }) => standing.lastErrorCode,
    }),
    lastErrorMessage: t.string({
      nullable: true,
      description: 'That fault in a plain sentence. Null where the last refresh went well.',
      resolve: ({ standing }) => standing.lastErrorMessage,
    }),
    consecutiveFailures: t.int({
      nullable: false,
      description: 'How many refreshes have failed since the last that went well.',
      resolve: ({ standing }) => standing.consecutiveFailures,
    }),
    circuit: t.field({
      type: CircuitStateRef,
      nullable: false,
      description: 'Whether the feed is asked at all.',
      resolve: ({ traffic }) => traffic.circuit,
    }),
    requestsLastDay: t.int({
      nullable: false,
      description: 'How many requests it was sent in the last 24 hours.',
      resolve: ({ traffic }) => traffic.requestsLastDay,
    }),
    p50Ms: t.float({
      nullable: true,
      description: 'Milliseconds within which half of the last requests were answered. Null before any.',
      resolve: ({ traffic }) => traffic.p50Ms,
    }),
    p95Ms: t.float({
      nullable: true,
      description: 'Milliseconds within which 95 of 100 of the last requests were answered. Null before any.',
      resolve: ({ traffic }) => traffic.p95Ms,
    }),
  }),
})
