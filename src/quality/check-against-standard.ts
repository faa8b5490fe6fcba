import type { FieldRule, StandardRules } from './standard-rules.ts'

/**
 * How a raw record breaks the standard. MISSING: a required property is not there or empty. TYPE, VALUE: a populated one is
 * of another type, or not among the values given. FORMAT: text that is not of the format advised. EMPTY: an optional one
 * sent as null, "" or [] instead of left out.
 */
export interface Violation {
  readonly kind: 'MISSING' | 'TYPE' | 'VALUE' | 'FORMAT' | 'DATE' | 'EMPTY'
  /** In the feed's own words: `service_at_locations[0].location.latitude`. */
  readonly path: string
}

/** Objects nested deeper than any the standard has are not looked into. */
const DEEPEST = 8

const FORMATS: Readonly<Record<NonNullable<FieldRule['format']>, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  uri: (text) => URL.canParse(text),
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}(?:T.*)?$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text)),
}

/** Every way in which a parsed JSON value breaks the rules of the named object, in the order of the rules; properties without a rule pass. */
export function checkAgainstStandard(value: unknown, object: string, rules: StandardRules): readonly Violation[] {
  return checkObject(value, object, rules, '', 0)
}

function checkObject(
  value: unknown,
  object: string,
  rules: StandardRules,
  path: string,
  depth: number,
): readonly Violation[] {
  const rule = rules[object]
  if (rule === undefined || depth > DEEPEST) return []
  if (!isObject(value)) return [{ kind: 'TYPE', path }]
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`)
  const lacking = rule.required.filter((key) => isEmpty(value[key]))
  const stated = Object.entries(rule.fields).filter(([key]) => key in value && !lacking.includes(key))
  return [
    ...lacking.map((key) => ({ kind: 'MISSING' as const, path: at(key) })),
    ...stated.flatMap(([key, field]) => checkField(value[key], field, rules, at(key), depth)),
  ]
}

function checkField(
  value: unknown,
  rule: FieldRule,
  rules: StandardRules,
  path: string,
  depth: number,
): readonly Violation[] {
  if (isEmpty(value)) return [{ kind: 'EMPTY', path }]
  if (!isOfType(value, rule.type)) return [{ kind: 'TYPE', path }]
  if (rule.oneOf !== undefined && typeof value === 'string' && !rule.oneOf.includes(value))
    return [{ kind: 'VALUE', path }]
  if (rule.format !== undefined && typeof value === 'string' && !FORMATS[rule.format](value)) {
    return [{ kind: rule.format === 'date' ? 'DATE' : 'FORMAT', path }]
  }
  if (rule.of === undefined) return []
  const { of } = rule
  if (!Array.isArray(value)) return checkObject(value, of, rules, path, depth + 1)
  return value.flatMap((each: unknown, at) => checkObject(each, of, rules, `${path}[${at}]`, depth + 1))
}

function isOfType(value: unknown, type: FieldRule['type']): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  return typeof value === type && (type !== 'number' || Number.isFinite(value))
}

/** Null, "" and [] say nothing; the standard asks to leave them out. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
