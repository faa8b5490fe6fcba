import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { COUNCILS, FAILING, LAPSED } from './councils.ts'
import type { SampleFeed } from './server.ts'

const LICENCE = 'http://creativecommons.org/publicdomain/zero/1.0/'

/** One feed of a configuration, without defaults. */
interface SampleFeedConfig {
  readonly slug: string
  readonly name: string
  readonly publisher: string
  readonly url: string
  readonly areas: readonly string[]
  readonly licence: string
  readonly attribution: string
  readonly scope: string
  readonly enabled: true
  readonly quirks?: readonly string[]
}

/** A configuration in the form of `feeds.config.json`. */
export interface SampleFeedsConfig {
  readonly feeds: readonly SampleFeedConfig[]
  readonly refreshIntervalMinutes: number
  readonly allowPrivateHosts: readonly string[]
  /** Paths of files. */
  readonly taxonomies: { readonly schemes: readonly string[]; readonly crosswalks: readonly string[] }
}

/** The configuration that reads the sample councils where they listen, with paths of files that begin at `folder`; throws RangeError for a slug that isn't one of them. */
export function sampleFeedsConfig(
  feeds: readonly SampleFeed[],
  folder = fileURLToPath(new URL('.', import.meta.url)),
): SampleFeedsConfig {
  return {
    feeds: feeds.map(({ slug, url }) => {
      const council = [...COUNCILS, LAPSED, FAILING].find((candidate) => candidate.slug === slug)
      if (council === undefined) throw new RangeError(`no sample council "${slug}"`)
      const { name, publisher, areas, scope, quirks } = council
      return {
        slug,
        name,
        publisher,
        url,
        areas,
        licence: LICENCE,
        attribution: `Fictional data of ${publisher}`,
        scope,
        enabled: true,
        ...(quirks === undefined ? {} : { quirks }),
      }
    }),
    refreshIntervalMinutes: 60,
    allowPrivateHosts: ['127.0.0.1'],
    taxonomies: {
      schemes: [path.join(folder, 'taxonomies/schemes.csv')],
      crosswalks: [path.join(folder, 'taxonomies/local-to-shared.csv')],
    },
  }
}
