import { z } from 'zod'
import { present } from '../../model/present.ts'
import { createTool } from '../tool.ts'

/** Says whose records there are. */
export const listFeeds = createTool({
  name: 'list_feeds',
  title: 'List feeds',
  description:
    'The publishers behind every answer: their areas, licence, how many services, how fresh and how complete each feed is, and what is wrong with it. Use it before saying that something does not exist: a council whose feed is MISSING, or that publishes none, has no services here.',
  input: z.strictObject({
    slugs: z.array(z.string()).max(50).optional().describe('Only these feeds; leave out for all.'),
  }),
  operations: ['Sources'],
  standsFor: ['Feeds', 'CouncilsAtAGlance', 'Worklist'],
  plan: ({ slugs }) => ({ operation: 'Sources', variables: present({ slugs }) }),
})
