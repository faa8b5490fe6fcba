import type { Attribute, Attributed, Metadata, StatedTaxonomy, StatedTerm } from '../../model/attribute.ts'
import { readId, readName, readText } from '../fields/text.ts'
import { readUri } from '../fields/url.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { present, presentOrNothing } from '../../model/present.ts'
import { isRawObject } from '../raw-object.ts'
import { readEach, readPart, readParts } from '../read-members.ts'
import type { RawObject } from '../reading-context.ts'
import { referred } from './referred.ts'

/** What every HSDS object may carry: its id, attributes and metadata; members undefined where not stated. */
export function readAttributed(
  raw: RawObject,
  issues: IssueCollector,
): { [K in Exclude<keyof Attributed, 'extensions'>]-?: Attributed[K] | undefined } {
  return {
    id: readId(raw, 'id', issues),
    attributes: readEach(raw, 'attributes', issues, readAttribute),
    metadata: readEach(raw, 'metadata', issues, readMetadata),
  }
}

/** HSDS `attribute`; undefined where it has neither term nor value. */
function readAttribute(raw: RawObject, issues: IssueCollector): Attribute | undefined {
  const value = readText(raw, 'value', issues)
  const taxonomyTerm = readTermUnder(raw, issues)
  if (value === undefined && taxonomyTerm === undefined) return undefined
  return present({
    id: readId(raw, 'id', issues),
    linkType: readText(raw, 'link_type', issues),
    linkEntity: readText(raw, 'link_entity', issues),
    value,
    label: readName(raw, 'label', issues),
    taxonomyTerm,
  })
}

/** HSDS `taxonomy_term` or a 1.0 `taxonomy`; undefined with an issue where it has no id, name or address. */
function readTerm(raw: RawObject, issues: IssueCollector): StatedTerm | undefined {
  const id = readId(raw, 'id', issues)
  const name = readOther(raw, 'term', readName(raw, 'name', issues), issues)
  const termUri = readUri(raw, 'term_uri', issues)
  const code = readText(raw, 'code', issues)
  if (id === undefined && name === undefined && termUri === undefined && code === undefined) {
    issues.report('TERM_UNNAMED')
    return undefined
  }
  // 1.0 nests one broader term, under either name.
  const parentKey = ['parent', 'parent_id'].find((key) => isRawObject(raw[key])) ?? 'parents'
  const parentId = parentKey === 'parent_id' ? undefined : readId(raw, 'parent_id', issues)
  return present({
    id,
    code,
    name,
    description: readText(raw, 'description', issues),
    language: readText(raw, 'language', issues),
    termUri,
    parentIds: parentId === undefined ? undefined : [parentId],
    parents: readParts(raw, parentKey, issues, readTerm),
    taxonomy: readTaxonomy(raw, issues),
  })
}

function readTaxonomy(raw: RawObject, issues: IssueCollector): StatedTaxonomy | undefined {
  // HSDS names the scheme in `taxonomy` and describes it in `taxonomy_detail`; some nest it under `taxonomy`.
  const isNested = isRawObject(raw['taxonomy'])
  const name = isNested ? undefined : readName(raw, 'taxonomy', issues)
  const detail = readPart(raw, isNested ? 'taxonomy' : 'taxonomy_detail', issues, (stated) => ({
    id: readId(stated, 'id', issues),
    name: readOther(stated, 'name', name, issues),
    description: readText(stated, 'description', issues),
    uri: readUri(stated, 'uri', issues),
    version: readText(stated, 'version', issues),
  }))
  return presentOrNothing({
    ...detail,
    id: detail?.id ?? readId(raw, 'taxonomy_id', issues),
    name: detail?.name ?? name ?? readName(raw, 'vocabulary', issues),
  })
}

function readTermUnder(raw: RawObject, issues: IssueCollector): StatedTerm | undefined {
  const term = readPart(raw, 'taxonomy_term', issues, readTerm)
  const named = referred(raw, 'taxonomy_term_id', term, issues)
  // An id alone says nothing to a person.
  if (named !== undefined && Object.keys(named).every((key) => key === 'id')) issues.report('TERM_BY_ID')
  return named
}

/** `stated`, or the text under a second name for it; one that says otherwise is kept unread. */
function readOther(
  raw: RawObject,
  key: string,
  stated: string | undefined,
  issues: IssueCollector,
): string | undefined {
  const other = readText(raw, key, issues)
  if (stated !== undefined && other !== stated) issues.keepUnread(key, other)
  return stated ?? other
}

function readMetadata(raw: RawObject, issues: IssueCollector): Metadata | undefined {
  return presentOrNothing({
    id: readId(raw, 'id', issues),
    resourceId: readId(raw, 'resource_id', issues),
    resourceType: readText(raw, 'resource_type', issues),
    lastActionDate: readText(raw, 'last_action_date', issues),
    lastActionType: readText(raw, 'last_action_type', issues),
    fieldName: readText(raw, 'field_name', issues),
    previousValue: readText(raw, 'previous_value', issues),
    replacementValue: readText(raw, 'replacement_value', issues),
    updatedBy: readText(raw, 'updated_by', issues),
  })
}
