import type { Site } from '../model/site.ts'

/**
 * Headers of a page: it runs no script, takes styles and pictures from this gateway alone, sends forms nowhere else, and is
 * framed by nobody, or, where it may be embedded, by the origins that the site lists.
 */
export function pageHeaders({ embedders }: Pick<Site, 'embedders'>, isEmbeddable = false): Record<string, string> {
  const framers = isEmbeddable && embedders.length > 0 ? embedders.join(' ') : "'none'"
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors ${framers}`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }
}
