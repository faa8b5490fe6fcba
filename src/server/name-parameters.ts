const LACKING = /^Variable "\$(\w+)" of (?:required|non-null) type "[^"]*" (?:was not provided|must not be null)\.$/
const MISFIT = /^Variable "\$(\w+)" got invalid value ("(?:[^"\\]|\\.)*"|[\s\S]*?)(?: at "([\w.[\]]+)")?; ([\s\S]*)$/

/**
 * The same sentence for whoever has named parameters and no variables of a document: `near.withinMetres` rather than a value
 * within `$near`. What does not speak of variables stays as it is.
 */
export function nameParameters(sentence: string): string {
  const lacking = LACKING.exec(sentence)?.[1]
  if (lacking !== undefined) return `The parameter "${lacking}" is required: state it.`
  const [, variable, value = '', path = variable, reason = ''] = MISFIT.exec(sentence) ?? []
  if (path === undefined) return sentence
  return `The parameter "${path.replaceAll(/\[\d+\]/g, '')}" got invalid value ${value}; ${reason}`
}
