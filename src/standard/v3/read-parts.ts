import type {
  AdditionalUrl,
  CostOption,
  Funding,
  Program,
  RequiredDocument,
  ServiceCapacity,
} from '../../model/service.ts'
import { readCost } from '../fields/cost.ts'
import { readDate } from '../fields/date.ts'
import { readInstant } from '../fields/instant.ts'
import { readNumber } from '../fields/number.ts'
import { readName, readText } from '../fields/text.ts'
import { readUri, readUrl } from '../fields/url.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isBare, present } from '../../model/present.ts'
import { isRawObject } from '../raw-object.ts'
import { readPart } from '../read-members.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'

/** HSDS `cost_option`; an amount or currency that is not certain stays in its words. Undefined where it says nothing but its id. */
export function readCostOption(raw: RawObject, issues: IssueCollector): CostOption | undefined {
  const cost = {
    validFrom: readDate(raw, 'valid_from', issues),
    validTo: readDate(raw, 'valid_to', issues),
    option: readName(raw, 'option', issues),
    ...readCost(raw, issues),
  }
  return withBase(raw, issues, cost)
}

/** HSDS `funding`. */
export function readFunding(raw: RawObject, issues: IssueCollector): Funding | undefined {
  return withBase(raw, issues, { source: readText(raw, 'source', issues) })
}

/** HSDS `required_document`. */
export function readRequiredDocument(raw: RawObject, issues: IssueCollector): RequiredDocument | undefined {
  return withBase(raw, issues, { document: readText(raw, 'document', issues), uri: readUri(raw, 'uri', issues) })
}

/** HSDS `program`. */
export function readProgram(raw: RawObject, issues: IssueCollector): Program | undefined {
  return withBase(raw, issues, {
    name: readName(raw, 'name', issues),
    alternateName: readName(raw, 'alternate_name', issues),
    description: readText(raw, 'description', issues),
  })
}

/** HSDS 3.1 `url`; undefined where it has no usable address. */
export function readWebAddress(raw: RawObject, issues: IssueCollector): AdditionalUrl | undefined {
  const url = readUrl(raw, 'url', issues)
  if (url === undefined) return undefined
  return present(readAttributed(raw, issues), { label: readName(raw, 'label', issues), url })
}

/** HSDS 3.1 `service_capacity`, its unit by name. */
export function readCapacity(raw: RawObject, issues: IssueCollector): ServiceCapacity | undefined {
  return withBase(raw, issues, {
    available: readNumber(raw, 'available', issues),
    maximum: readNumber(raw, 'maximum', issues),
    description: readText(raw, 'description', issues),
    updated: readInstant(raw, 'updated', issues, undefined),
    unit: isRawObject(raw['unit']) ? readPart(raw, 'unit', issues, readUnit)?.name : readText(raw, 'unit', issues),
  })
}

function readUnit(raw: RawObject, issues: IssueCollector): { readonly name: string } | undefined {
  const name = readName(raw, 'name', issues)
  return name === undefined ? undefined : { name }
}

function withBase<T extends object>(raw: RawObject, issues: IssueCollector, own: T) {
  return isBare(own) ? undefined : present(readAttributed(raw, issues), own)
}
