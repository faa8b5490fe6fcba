import type { StatedTerm } from '../../model/attribute.ts'
import type { RecordIssue } from '../../model/issue.ts'
import type { WrittenTerm } from './write-terms.ts'

/** An issue for each stated term that the same feed called by another name before: it is one term, known by its first name there. */
export function renamedTerms(
  stated: readonly StatedTerm[],
  written: readonly (WrittenTerm | undefined)[],
): readonly RecordIssue[] {
  const renamed = new Map<string, RecordIssue>()
  for (const [index, term] of written.entries()) {
    if (term?.otherName === undefined) continue
    const sample = stated[index]?.name ?? ''
    renamed.set(`${term.uri}\n${sample}`, {
      code: 'TERM_RENAMED',
      severity: 'INFO',
      path: 'taxonomy_term.name',
      message: `The feed also calls this term \u201c${term.otherName.slice(0, 100)}\u201d: one id, so one term. Give every term one name.`,
      sample: sample.slice(0, 100),
    })
  }
  return [...renamed.values()]
}
