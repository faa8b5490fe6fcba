import type { FreshnessWish } from '../model/keeper.ts'

/** What a Cache-Control request header wishes (RFC 9111 §5.2.1): no-cache is an age of 0; the strictest of several counts. */
export function readFreshnessWish(cacheControl: string | undefined): FreshnessWish {
  const ages: number[] = []
  for (const directive of (cacheControl ?? '').toLowerCase().split(',')) {
    const [name, value] = directive.split('=', 2).map((part) => part.trim())
    if (name === 'no-cache') ages.push(0)
    if (name === 'max-age' && value !== undefined && /^"?\d{1,10}"?$/.test(value)) {
      ages.push(Number(value.replaceAll('"', '')) * 1000)
    }
  }
  return ages.length === 0 ? {} : { maxAgeMs: Math.min(...ages) }
}
