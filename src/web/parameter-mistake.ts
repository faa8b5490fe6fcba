import type { ParameterFault } from '../graphql/operations/parameter-fault.ts'
import type { AnswerError } from './page.ts'

/** What is wrong with a parameter, to go on its name: an address has neither scalars nor enumerations. `truths` is how it writes a boolean. */
export function describeParameter({ given }: ParameterFault, truths = 'true or false'): string {
  return given === undefined ? 'must be stated.' : describe(given.reason, shown(given.value), truths)
}

/** A sentence for who states parameters in an address; of an error that is about none its own. `nameOf` says what a path is called there. */
export function describeForAddress(
  { message, parameter }: Pick<AnswerError, 'message' | 'parameter'>,
  nameOf: (path: string) => string,
): string {
  return parameter === undefined ? message : `\`${nameOf(parameter.path)}\` ${describeParameter(parameter)}`
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
