import { type LabelledType, labelOf } from '../../model/labels.ts'
import type { SiteLanguage } from '../../model/site.ts'
import { ENGLISH, type Text, type TextName } from './english.ts'
import { WELSH_LABELS } from './welsh-labels.ts'
import { WELSH } from './welsh.ts'

/** Values of a text's places. `count` also decides between its forms. */
type TextValues = Readonly<Record<string, string | number>>

/** The text of a name with its values in place, numbers written as the language does; English where the language has it not. */
type Translate = (name: TextName, values?: TextValues) => string

const LOCALES = { en: 'en-GB', cy: 'cy-GB' } as const satisfies Record<SiteLanguage, string>

/** Words in a language. */
export interface Words {
  readonly language: SiteLanguage
  readonly t: Translate
  /** What people call a code. */
  readonly label: (type: LabelledType, code: string) => string
  /** A number as the language writes it. */
  readonly number: (value: number, fractionDigits?: number) => string
  /** A day or an instant in London, in words. */
  readonly date: (iso: string) => string
  readonly weekday: (iso: string) => string
  readonly dateTime: (iso: string) => string
}

/** The words of a language. */
export function wordsIn(language: SiteLanguage): Words {
  return WORDS[language]
}

const WORDS: Readonly<Record<SiteLanguage, Words>> = { en: createWords('en', {}), cy: createWords('cy', WELSH) }

function createWords(language: SiteLanguage, own: Readonly<Partial<Record<TextName, Text>>>): Words {
  const locale = LOCALES[language]
  const plural = new Intl.PluralRules(locale)
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/London' })
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'Europe/London' })
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' })
  const numbers = Array.from({ length: 4 }, (_, digits) => {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: digits })
  })
  const number = (value: number, digits = 0): string => numbers[digits]?.format(value) ?? String(value)
  function formOf(name: TextName, count: unknown): string {
    const text: Text = own[name] ?? ENGLISH[name]
    if (typeof text === 'string') return text
    return typeof count === 'number' && plural.select(count) === 'one' ? text.one : text.other
  }
  return {
    language,
    label: (type, code) => (language === 'cy' ? WELSH_LABELS[type]?.[code] : undefined) ?? labelOf(type, code),
    number,
    weekday: (iso) => weekdays.format(new Date(iso)),
    date: (iso) => dates.format(new Date(iso)),
    dateTime: (iso) => times.format(new Date(iso)),
    t(name, values = {}) {
      return formOf(name, values['count']).replaceAll(/\{(\w+)\}/g, (place, key: string) => {
        const value = values[key]
        return value === undefined ? place : typeof value === 'number' ? number(value) : value
      })
    },
  }
}
