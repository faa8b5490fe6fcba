/** A parameter of an operation that was refused, read from the sentence that the server has for it. */
export interface ParameterMistake {
  /** The variable and the names of members within it: `where.openAt.days`. */
  readonly path: string
  /** Goes on the name of what is wrong: an address has neither scalars nor enumerations. */
  readonly sentence: string
}

const LACKING = /^The parameter "([\w.]+)" is required: state it\.$/
const INVALID =
  /^The parameter "(?<path>[\w.]+)" got invalid value (?<value>.*?); (?<reason>(?:Value|Int|Float|Boolean|String|ID|Expected|Field|Specified) .*)$/s

/** The mistake that a sentence is about; undefined where it is about no parameter. `truths` is how an address writes a boolean. */
export function readParameterMistake(message: string, truths = 'true or false'): ParameterMistake | undefined {
  const lacking = LACKING.exec(message)?.[1]
  if (lacking !== undefined) return { path: lacking, sentence: 'must be stated.' }
  const { path, value = '', reason = '' } = INVALID.exec(message)?.groups ?? {}
  return path === undefined ? undefined : { path, sentence: describe(reason, shown(value), truths) }
}

/** A sentence for who states parameters in an address; one that is about no parameter as it is. `nameOf` says what a path is called there. */
export function describeForAddress(message: string, nameOf: (path: string) => string = (path) => path): string {
  const mistake = readParameterMistake(message)
  return mistake === undefined ? message : `\`${nameOf(mistake.path)}\` ${mistake.sentence}`
}

function describe(reason: string, value: string, truths: string): string {
  if (reason.startsWith('Int ')) return `takes a whole number, not ${value}.`
  if (reason.startsWith('Float ')) return `takes a number, not ${value}.`
  if (reason.startsWith('Boolean ')) return `takes ${truths}, not ${value}.`
  if (reason.startsWith('Value ')) {
    const alike = /Did you mean the enum values? (.+)\?$/s.exec(reason)?.[1]
    return `does not take ${value}.${alike === undefined ? '' : ` Did you mean ${alike.replaceAll('"', '')}?`}`
  }
  return `does not take ${value}: ${reason}`
}

const MOST = 60

/** A value as GraphQL prints it, in quotation marks of a text. */
function shown(printed: string): string {
  const text = /^"(.*)"$/s.exec(printed)?.[1] ?? printed
  return `“${text.length > MOST ? `${text.slice(0, MOST)}…` : text}”`
}
