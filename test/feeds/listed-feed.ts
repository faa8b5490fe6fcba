import { BadStatus } from '../../src/feeds/errors/bad-status.ts'
import type { ListReader, ReadPage } from '../../src/feeds/fetch-and-read.ts'
import type { PageAddress } from '../../src/feeds/feed-reader.ts'
import type { Paging, PageSummary } from '../../src/standard/reading-context.ts'

/** What a feed's list says to one question. */
interface ListedPage extends Partial<Omit<PageSummary, 'originIds'>> {
  readonly ids: readonly string[]
  /** Milliseconds the feed takes. */
  readonly activeMs?: number
}

/** A question to the list, as the feed sees it. */
export interface Question {
  readonly page: number
  readonly nextUrl?: string
  readonly size: number
  /** 1 for the first question of all. */
  readonly count: number
}

/** A feed as a function from question to page; it may throw what a reader would reject with. */
export type List = (question: Question) => ListedPage

export interface ListedFeed {
  readonly reader: ListReader
  readonly readPage: ReadPage
  readonly questions: readonly Question[]
  readonly badBodies: readonly string[]
}

/** A reader and a page reading over such a list, without a network. */
export function createListedFeed(list: List, { mayAskAgain = true } = {}): ListedFeed {
  const questions: Question[] = []
  const badBodies: string[] = []
  const summaries = new Map<string, () => PageSummary>()

  return {
    questions,
    badBodies,
    reader: {
      slug: 'northmoor',
      async fetchPage(address, size) {
        const question = { ...numbered(address), size, count: questions.length + 1 }
        questions.push(question)
        const url = `https://oruk.example/services?question=${question.count}`
        const page = list(question)
        summaries.set(url, () => summaryOf(page))
        return { bytes: new Uint8Array(), url, askedAtMs: 0, activeMs: page.activeMs ?? 0 }
      },
      reportBadBody(code) {
        badBodies.push(code)
        return mayAskAgain && code === 'BAD_JSON'
      },
    },
    async readPage({ url }) {
      const summary = summaries.get(url)
      if (!summary) throw new Error('read what was not fetched')
      return summary()
    },
  }
}

/** `from` to `to`, both included, as ids. */
export function ids(from: number, to: number): readonly string[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `id-${from + i}`)
}

/** A well-behaved list of `total` services that states `paging` besides. */
export function listOf(total: number, paging: (question: Question) => Paging): List {
  return (question) => {
    const first = (question.page - 1) * question.size + 1
    return { ids: ids(first, Math.min(total, first + question.size - 1)), paging: paging(question) }
  }
}

/** What a reader rejects with where there is no such page. */
export function notFound(): Error {
  return new BadStatus('NOT_FOUND', { feed: 'northmoor' })
}

function numbered(address: PageAddress): { page: number; nextUrl?: string } {
  return typeof address === 'number' ? { page: address } : { page: 0, nextUrl: address.nextUrl }
}

function summaryOf({
  ids: originIds,
  setAside = 0,
  dialect = 'HSDS-UK-3.0',
  listIsDetail = false,
  paging = {},
}: ListedPage): PageSummary {
  return { originIds, setAside, dialect, listIsDetail, paging }
}
