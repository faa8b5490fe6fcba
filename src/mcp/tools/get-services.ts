import { z } from 'zod'
import { createTool } from '../tool.ts'

const Given = z.object({
  nodes: z.array(z.object({ detail: z.string().optional(), name: z.string().optional() }).nullable()),
})

/** All about a few services. */
export const getServices = createTool({
  name: 'get_services',
  title: 'Get services',
  description:
    'All that is published about up to 5 services, by the ids that search_services gave: description, whom to ask, times, places, costs, for whom, and how old the record is. What is absent is not stated. lastModified and assuredDate are what the publisher says; where councils list one service with different values, cluster.conflicts shows them.',
  input: z.strictObject({
    ids: z.array(z.string()).min(1).max(5).describe('Ids from search_services or what_changed.'),
  }),
  operations: ['GetServices'],
  standsFor: ['ServiceById', 'ServicesListedTwice'],
  plan: (variables) => ({ operation: 'GetServices', variables }),
  remark(data) {
    const { nodes } = Given.parse(data)
    const missing = nodes.flatMap((node, index) => (node?.name === undefined ? [index + 1] : []))
    // By number: names are publishers' words.
    const brief = nodes.flatMap((node, index) => (node?.detail === 'LIST_ITEM' ? [index + 1] : []))
    return [
      ...(missing.length === 0
        ? []
        : [`Of the ids given, nothing here is a service with number ${missing.join(', ')}.`]),
      ...(brief.length === 0
        ? []
        : [
            `Only what its publisher's list says is held of number ${brief.join(', ')}: details such as times and costs may be missing.`,
          ]),
    ]
  },
})
