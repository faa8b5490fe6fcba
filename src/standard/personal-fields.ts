const VERBS =
  'assured|updated|created|modified|edited|approved|reviewed|verified|submitted|entered|changed|checked|published|added|validated|confirmed|maintained|owned'
/** Who keeps data rather than gives the service: named alone, they are a person. */
const KEEPERS = `(?:assur[eo]r|editor|approver|reviewer|author|verifier|validator|submitter|(?:last)?(?:${VERBS})by)s?`
/** Those who may be a body too: withheld with what only a person has. */
const OWNERS = '(?:owner|creator|updater|maintainer|contributor|steward|administrator|admin|moderator|user)s?'
const DETAILS =
  '(?:(?:first|last|full|given|family|user|display)?name|surname|initials|id|uuid|e?mail(?:address(?:e)?)?|(?:tele|mobile)?phone(?:number)?|mobile|tel|contact(?:detail)?|user|(?:job)?(?:role|title)|position|department)s?'
const OF_WHAT =
  '(?:the|data|record|entry|listing|page|content|service|organi[sz]ation|current|main|primary|original|last|first|previous)*'
const PERSONAL_NAME = new RegExp(
  `^${OF_WHAT}(?:${KEEPERS}(?:${DETAILS})*|${OWNERS}(?:${DETAILS})+|(?:${DETAILS})+(?:of|for|from)?${OF_WHAT}(?:${KEEPERS}|${OWNERS}))$`,
)
// Outpost keeps what a setting reports to the council about itself as pairs of a key and a value.
const PERSONAL_PAIR = /\b(?:contact name|contact phone|contact email|communication email)/i
const PAIRED_VALUES = new Set(['value', 'previousvalue', 'replacementvalue'])

// A feed has few distinct names, asked for in every record; a hostile one must not fill the memory.
const verdicts = new Map<string, boolean>()
const MAX_VERDICTS = 5_000
const MAX_NAME_CHARACTERS = 100

/**
 * Whether a property of this name identifies an assurer or another person behind the data rather than someone a
 * resident may turn to: `assurer_email`, `assured_by`, `assuredBy`, `updated_by` and their like, however spelled.
 * The one rule for what is withheld by default.
 */
export function isPersonalField(name: string): boolean {
  const known = verdicts.get(name)
  if (known !== undefined) return known
  if (name.length > MAX_NAME_CHARACTERS) return false
  const verdict = PERSONAL_NAME.test(plainName(name))
  if (verdicts.size < MAX_VERDICTS) verdicts.set(name, verdict)
  return verdict
}

/**
 * The value without its personal fields, at any depth; the value itself where it has none. Also withholds the value
 * of a pair that names such a field: `metadata` of an assurer's change, a key like "Contact Name".
 */
export function withholdPersonal(value: unknown): unknown {
  if (Array.isArray(value)) return withholdInList(value)
  if (typeof value !== 'object' || value === null) return value
  const isPair = namesPersonalField(value)
  const shown: [string, unknown][] = []
  let changed = false
  for (const [name, member] of Object.entries(value)) {
    if (isPersonalField(name) || (isPair && PAIRED_VALUES.has(plainName(name)))) {
      changed = true
      continue
    }
    const kept = withholdPersonal(member)
    changed ||= kept !== member
    shown.push([name, kept])
  }
  return changed ? Object.fromEntries(shown) : value
}

function withholdInList(list: readonly unknown[]): readonly unknown[] {
  const shown = list.map(withholdPersonal)
  return shown.some((member, index) => member !== list[index]) ? shown : list
}

function namesPersonalField(value: object): boolean {
  for (const name of ['field_name', 'fieldName', 'key']) {
    const stated: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
    if (typeof stated === 'string' && (isPersonalField(stated) || PERSONAL_PAIR.test(stated))) return true
  }
  return false
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '')
}
