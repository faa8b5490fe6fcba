import type { Contact, Phone } from '../../model/contact.ts'
import { isShortNumber, isTextCode } from '../../model/short-number.ts'
import { readEmail } from '../fields/email.ts'
import { splitNumbers, isPremiumNumber, toE164, type SplitNumber } from '../fields/phone-number.ts'
import { readName, readText } from '../fields/text.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isBare, present } from '../../model/present.ts'
import { readEach } from '../read-members.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'
import { readLanguages } from './read-language.ts'

const TEXTING = /\b(?:text(?:s|ing|line)?|sms|message)\b/i

/** HSDS `contact`; undefined where it says nothing but its id. */
export function readContact(raw: RawObject, issues: IssueCollector): Contact | undefined {
  const contact = {
    name: readName(raw, 'name', issues),
    title: readName(raw, 'title', issues),
    department: readName(raw, 'department', issues),
    email: readEmail(raw, 'email', issues),
    phones: readPhoneList(raw, issues),
  }
  return isBare(contact) ? undefined : present(readAttributed(raw, issues), contact)
}

/** HSDS `phones`: each entry as one phone, or as several where its text holds several numbers. */
export function readPhoneList(raw: RawObject, issues: IssueCollector): readonly Phone[] | undefined {
  return readEach(raw, 'phones', issues, readPhones)
}

function readPhones(raw: RawObject, issues: IssueCollector): readonly Phone[] | undefined {
  const stated = readText(raw, 'number', issues)
  if (stated === undefined) return undefined
  const numbers = splitNumbers(stated)
  if (numbers.length === 0) {
    issues.report('BAD_PHONE', 'number')
    return undefined
  }
  if (numbers.some(({ label }) => label !== undefined)) issues.report('PHONE_LABELLED', 'number')
  const description = readText(raw, 'description', issues)
  const common = {
    ...readAttributed(raw, issues),
    type: readText(raw, 'type', issues),
    languages: readLanguages(raw, issues),
  }
  const extension = readText(raw, 'extension', issues)
  return numbers.map((split) => {
    const e164 = toE164(split.number)
    const isValid =
      e164 !== undefined || isShortNumber(split.number) || isCodeForTexts(split, [description, common.type])
    if (!isValid) issues.report('PHONE_INVALID', 'number')
    if (e164 !== undefined && isPremiumNumber(e164)) issues.report('PREMIUM_NUMBER', 'number')
    return present(common, {
      number: split.number,
      e164,
      extension: extension ?? split.extension,
      description: withLabel(split.label, description),
    })
  })
}

function withLabel(label: string | undefined, description: string | undefined): string | undefined {
  return label === undefined || description === undefined ? (label ?? description) : `${label}. ${description}`
}

function isCodeForTexts({ number, label }: SplitNumber, words: readonly (string | undefined)[]): boolean {
  return isTextCode(number) && TEXTING.test([label, ...words].join(' '))
}
