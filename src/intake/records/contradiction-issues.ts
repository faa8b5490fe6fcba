import type { RecordIssue } from '../../model/issue.ts'
import type { WrittenPlace } from './write-indexes.ts'
import type { WrittenOrganization } from './write-organization.ts'

/** Issues for what a service states of its organization and places otherwise than another service of the feed does. */
export function contradictionIssues(
  organization: WrittenOrganization | undefined,
  places: readonly WrittenPlace[],
): readonly RecordIssue[] {
  return [
    ...(organization?.contradicted ?? []).map((key) => contradiction(`organization.${key}`)),
    ...places.flatMap(({ contradicted }, place) =>
      contradicted.map((key) => contradiction(`service_at_locations[${place}].location.${key}`)),
    ),
  ]
}

function contradiction(path: string): RecordIssue {
  const message =
    'Another service of this feed states this otherwise of the same record; the fuller statement is shown, and of two alike the newer.'
  return { code: 'COPIES_DIFFER', severity: 'WARNING', path, message }
}
