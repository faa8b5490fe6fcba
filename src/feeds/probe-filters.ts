import type { Observation } from './feed-reader.ts'
import type { FilterObservation, FilterProbe } from '../model/feed-observations.ts'
import { type FilterParameter, filterParameters, type Question } from '../standard/filter-parameters.ts'
import { readPage } from '../standard/read-page.ts'
import { type PageReading, UnreadableBody } from '../standard/reading-context.ts'
import type { FeedLook, LookParts } from './look-at-feed.ts'
import { present } from '../model/present.ts'

const FIRST_SIZE = 50
const LARGEST_SIZE = 1_000
/** A parameter that shows itself ignored by what nothing can have needs only so many more questions. */
const ENOUGH_WHERE_IGNORED = 2
/** After so many questions in a row without any answer the feed is left alone. */
const SILENCES_TO_STOP = 3

/**
 * Asks a feed by every parameter of its dialect: for each sampled service by its own value, and for a value that nothing
 * can have (docs/figures.md 4.3). One question after the other. Undefined where the feed fell silent: nothing is to be judged by that.
 */
export async function probeFilters(
  parts: LookParts,
  look: FeedLook,
): Promise<readonly FilterObservation[] | undefined> {
  const ask = createAsker(parts)
  const observations: FilterObservation[] = []
  for (const filter of filterParameters(look.dialect ?? '')) {
    observations.push(await probeOne(ask, filter, look))
    if (ask.isSilent()) return undefined
  }
  return observations
}

async function probeOne(ask: Asker, filter: FilterParameter, look: FeedLook): Promise<FilterObservation> {
  const wanted = look.services.flatMap((service) => {
    const question = filter.own(service)
    return question === undefined ? [] : [{ question, originId: service.id }]
  })
  if (wanted.length === 0) return { parameter: filter.parameter, probes: [] }
  const impossible = filter.impossible === undefined ? undefined : await ask.forPage(filter.impossible, FIRST_SIZE)
  const isIgnored = impossible?.returned !== undefined && impossible.returned > 0
  const probes: FilterProbe[] = []
  for (const { question, originId } of isIgnored ? wanted.slice(0, ENOUGH_WHERE_IGNORED) : wanted) {
    const probe = await ask.forRecord(question, originId)
    if (probe !== undefined) probes.push(probe)
    if (ask.isSilent()) break
  }
  return {
    parameter: filter.parameter,
    probes,
    ...present({ impossible, unfiltered: look.unfiltered }),
  }
}

interface Answered {
  readonly status?: number
  readonly returned?: number
  readonly ids: ReadonlySet<string>
}

interface Asker {
  forPage(question: Question, size: number): Promise<Answered>
  /** Undefined where the answer is too long to know whether the record is in it. */
  forRecord(question: Question, originId: string): Promise<FilterProbe | undefined>
  isSilent(): boolean
}

function createAsker({ reader, context, signal }: LookParts): Asker {
  let silences = 0
  const asker: Asker = {
    isSilent: () => silences >= SILENCES_TO_STOP,
    async forPage(question, size) {
      const seen = await reader.observe({ kind: 'page', page: 1, size, parameters: question }, signal)
      silences = seen.status === undefined ? silences + 1 : 0
      const reading = read(seen, context)
      const ids = new Set((reading?.items ?? []).map(({ originId }) => originId))
      const returned = reading && Math.max(reading.paging.totalItems ?? 0, reading.items.length)
      return {
        ids,
        ...present({ status: seen.status, returned }),
      }
    },
    async forRecord(question, originId) {
      let answer = await asker.forPage(question, FIRST_SIZE)
      const isCut = ({ ids, returned = 0 }: Answered): boolean => !ids.has(originId) && returned > ids.size
      if (isCut(answer)) answer = await asker.forPage(question, Math.min(LARGEST_SIZE, answer.returned ?? LARGEST_SIZE))
      if (isCut(answer)) return undefined
      const { ids, ...stated } = answer
      return { ...stated, found: ids.has(originId) }
    },
  }
  return asker
}

function read({ body }: Observation, context: LookParts['context']): PageReading | undefined {
  try {
    return body && readPage(body, context)
  } catch (error) {
    if (error instanceof UnreadableBody) return undefined
    throw error
  }
}
