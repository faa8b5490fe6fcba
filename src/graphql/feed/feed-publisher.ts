import type { StatedPublisher } from '../../model/inspection.ts'
import { builder } from '../builder.ts'
import { itself, providedText } from '../provided-fields.ts'

export const FeedPublisherRef = builder.objectRef<StatedPublisher>('FeedPublisher').implement({
  description: "Who publishes a feed, as the feed's own root document states (HSDS publisher).",
  fields: (t) => ({
    ...providedText(t, 'String', itself, {
      name: 'The name of the publisher. Null if not provided.',
      identifier: 'An identifier of the publisher, for example of a register of organizations. Null if not provided.',
      email: 'Where the publisher is written to. Null if not provided.',
    }),
    ...providedText(t, 'URL', itself, { website: 'The website of the publisher. Null if not provided.' }),
  }),
})
