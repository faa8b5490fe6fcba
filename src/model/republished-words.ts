import type { Attribute } from './attribute.ts'

/**
 * What a republished feed says in place of a text that the standard requires and the publisher did not state; read back, it
 * is nothing.
 */
export const UNSTATED = 'Not stated by the publisher.'

/** The `link_type` of an attribute whose value names a field of its object that says so, or that holds a value of the standard's in its place. */
export const NOT_STATED = 'not_stated'

/** The `link_type` of the attribute by which a republished record names the feed it is of. */
export const SOURCE_FEED = 'source_feed'

/** The feed that a gateway names which republished what has the attributes, the last of several, which adds its own behind; undefined where none did. */
export function sourceFeedOf(attributes: readonly Attribute[] = []): string | undefined {
  return attributes.findLast(({ linkType }) => linkType === SOURCE_FEED)?.value
}

/** The `link_type` of the attribute of a schedule that only a place of the service states: the UK profile has it at the service all the same. */
export const STATED_AT = 'stated_at'

/** The `link_type` of the attribute that says whether a service is free, as all records of it together have it, in one of FREE_WORDS. */
export const FREE_TOGETHER = 'free'

/** What is said of a service that is free, of one that is charged, and of one of which it is not known. */
export const FREE_WORDS = { free: 'yes', charged: 'no', unknown: 'not known' } as const
