// What machines that share a catalogue ask the one that leads: the same questions that readers ask a keeper, read as outside data, since two versions of the program may meet. See shipped-gateway.ts.
import { z } from 'zod'
import { FEED_FAULT_CODES } from '../model/feed.ts'
import type { KeeperForReaders } from '../processes/parties.ts'

const Strings = z.array(z.string()).max(10_000)
const Question = z.discriminatedUnion('ask', [
  z.object({
    ask: z.literal('details'),
    refs: z.array(z.object({ feed: z.string(), originId: z.string() })).max(10_000),
    wish: z.object({ maxAgeMs: z.number().exactOptional() }),
    calls: z.int().min(0),
  }),
  z.object({ ask: z.literal('postcodes'), postcodes: Strings }),
])
type Question = z.infer<typeof Question>
const DetailAnswer = z.object({
  hasAsked: z.boolean(),
  failures: z.array(
    z.object({ feed: z.string(), code: z.enum([...FEED_FAULT_CODES, 'NOT_ASKED']), message: z.string() }),
  ),
  callsLeft: z.number(),
})
const Postcodes = z.array(
  z.object({
    postcode: z.string(),
    latitude: z.number().exactOptional(),
    longitude: z.number().exactOptional(),
    areas: z.array(z.string()),
    terminated: z.boolean(),
  }),
)

/** What a keeper can be asked for from another machine. */
type KeeperFromAfar = Pick<KeeperForReaders, 'details' | 'postcodes'>

/** The keeper of the machine that leads, asked by way of `ask`; rejects where that does, and where the answer is none of these. */
export function askLeader(ask: (question: unknown) => Promise<unknown>): KeeperFromAfar {
  const put = (question: Question): Promise<unknown> => ask(question)
  return {
    details: async ({ refs, wish, calls }) =>
      DetailAnswer.parse(await put({ ask: 'details', refs: [...refs], wish, calls })),
    postcodes: async (postcodes) => Postcodes.parse(await put({ ask: 'postcodes', postcodes: [...postcodes] })),
  }
}

/** Answers such a question; rejects where it is none of these. */
export async function answerFollower(answers: KeeperFromAfar, question: unknown): Promise<unknown> {
  const asked = Question.parse(question)
  return asked.ask === 'details' ? answers.details(asked) : answers.postcodes(asked.postcodes)
}
