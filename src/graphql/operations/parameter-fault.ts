/** A parameter of an operation that was refused, as GraphQL's own sentence about its variable has it. */
export interface ParameterFault {
  /** The variable and the names of members within it: `where.openAt.days`. */
  readonly path: string
  /** What was given, as GraphQL prints it, and why it is refused; absent where the parameter is required and was not given. */
  readonly given?: { readonly value: string; readonly reason: string }
}

const LACKING = /^Variable "\$(\w+)" of (?:required|non-null) type "[^"]*" (?:was not provided|must not be null)\.$/
const MISFIT = /^Variable "\$(\w+)" got invalid value ("(?:[^"\\]|\\.)*"|[\s\S]*?)(?: at "([\w.[\]]+)")?; ([\s\S]*)$/

/** What is wrong with a parameter, by GraphQL's sentence; undefined where that does not speak of a variable. */
export function readParameterFault(sentence: string): ParameterFault | undefined {
  const lacking = LACKING.exec(sentence)?.[1]
  if (lacking !== undefined) return { path: lacking }
  const [, variable, value = '', path = variable, reason = ''] = MISFIT.exec(sentence) ?? []
  return path === undefined ? undefined : { path: path.replaceAll(/\[\d+\]/g, ''), given: { value, reason } }
}

/**
 * The same sentence for whoever has named parameters and no variables of a document: `near.withinMetres` rather than a value
 * within `$near`. What does not speak of variables stays as it is.
 */
export function nameParameters(sentence: string): string {
  const fault = readParameterFault(sentence)
  if (fault === undefined) return sentence
  const { path, given } = fault
  if (given === undefined) return `The parameter "${path}" is required: state it.`
  return `The parameter "${path}" got invalid value ${given.value}; ${given.reason}`
}
