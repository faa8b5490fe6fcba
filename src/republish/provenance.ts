import { uuidOf } from '../model/record-uuid.ts'
import { FREE_TOGETHER, FREE_WORDS, SOURCE_FEED } from '../model/republished-words.ts'
import { type JsonObject, objectOf, objectsOf, textOf } from './json-object.ts'
import { attributeOf, type Holder } from './standard-object.ts'

/**
 * Whose record it is, as the standard can say it: attributes for the feed, its publisher, licence and attribution, the
 * original id and address, and when it was last confirmed; a change in metadata, by which the id became this one. Empty where
 * the source says nothing of its feed.
 */
export function provenanceOf(
  source: JsonObject,
  own: Holder,
): { readonly attributes: readonly JsonObject[]; readonly metadata: readonly JsonObject[] } {
  const feed = objectOf(source['feed'])
  const [originId, fetchedAt] = [textOf(source['originId']), textOf(source['fetchedAt'])]
  if (feed === undefined || originId === undefined || fetchedAt === undefined) return { attributes: [], metadata: [] }
  const others = objectsOf(source['alsoListedBy'])
  const said: readonly (readonly [linkType: string, value: unknown])[] = [
    [SOURCE_FEED, feed['slug']],
    ['publisher', feed['publisher']],
    ['licence', feed['licence']],
    ['attribution', feed['attribution']],
    ['original_id', originId],
    ['source_url', source['sourceUrl']],
    ['as_of', fetchedAt],
    ['record_detail', source['detail']],
    [FREE_TOGETHER, freeOf(source['free'], others)],
    ...others.map(
      (other) =>
        ['also_listed_as', `${String(objectOf(other['feed'])?.['slug'])}/${String(other['originId'])}`] as const,
    ),
  ]
  const attributes = said.flatMap(([linkType, value]) => {
    const text = textOf(value)
    return text === undefined ? [] : [attributeOf(own, linkType, text)]
  })
  const change = {
    id: uuidOf(`metadata:${originId}`, own.id),
    resource_id: own.id,
    resource_type: own.kind,
    last_action_date: fetchedAt.slice(0, 10),
    last_action_type: 'republish',
    field_name: 'id',
    previous_value: originId,
    replacement_value: own.id,
    updated_by: 'ORUK gateway',
  }
  return { attributes, metadata: [change] }
}

/** Of all records of the service together, which its own cost options may not show. */
function freeOf(free: unknown, others: readonly JsonObject[]): string | undefined {
  if (typeof free === 'boolean') return free ? FREE_WORDS.free : FREE_WORDS.charged
  return others.length === 0 ? undefined : FREE_WORDS.unknown
}
