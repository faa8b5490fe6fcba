import { isUnstated, listOf, rawObjects, statedAs } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

const PROPERTY = 'pc_targetAudience'

/**
 * Audience labels as taxonomy terms, for they are all that some publishers classify by. Evidence: `pc_targetAudience`
 * on a quarter of Bristol's services (2024, 2026). Keyed by label: the ids there change from record to record.
 */
export function correctAudienceAsTerms(raw: RawObject): RawObject {
  const audiences = rawObjects(raw[PROPERTY])
  if (audiences.length === 0) return raw
  const attributes = audiences.flatMap(({ audienceType: label }, index) =>
    isUnstated(label)
      ? []
      : [
          {
            link_type: PROPERTY,
            link_entity: 'service',
            taxonomy_term: { name: label, taxonomy: PROPERTY },
            [statedAs]: `${PROPERTY}[${index}]`,
          },
        ],
  )
  return { ...raw, attributes: [...listOf(raw['attributes']), ...attributes] }
}
