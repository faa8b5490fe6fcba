import { type CoverageRegion, startCoverageRegion } from '../gateway/coverage-region.ts'
import { createServerOver } from '../gateway/serve-gateway.ts'

/** The sample region behind a server on a free port. */
export interface ServedRegion extends CoverageRegion {
  readonly url: string
  /** A page, as a browser asks for it. */
  visit(path: string): Promise<VisitedPage>
}

/** A page as it came. */
interface VisitedPage {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** What a reader reads, on one line. */
  readonly text: string
}

/** Starts the sample region and a server over it, without a rate limit; the caller closes it. */
export async function startServedRegion(): Promise<ServedRegion> {
  const region = await startCoverageRegion()
  const server = createServerOver(region.gateway, { limits: { deadlineMs: 60_000, lagMs: 60_000 } })
  const { url } = await server.listen(0, '127.0.0.1')
  return {
    ...region,
    url,
    async visit(path) {
      const answer = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })
      const html = await answer.text()
      return { status: answer.status, headers: answer.headers, html, text: readText(html) }
    },
    async close() {
      await server.drain()
      await region.close()
    },
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/** HTML's escaped text as it is read. */
export function unescaped(text: string): string {
  return text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
}

function readText(html: string): string {
  return unescaped(html.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ')
}
