import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql'

/** Every character of it stands for itself in JSON. */
const PLAIN = /^[ !#-[\]-\uD7FF\uE000-\uFFFF]*$/

/** A text as JSON. */
export function jsonText(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}

/** What makes the JSON text of a value of a scalar or enumeration; it throws what is wrong with a value that is none. */
export function createLeafText(type: GraphQLLeafType): (value: unknown) => string {
  const serialized = createSerialized(type)
  if (type === GraphQLString || type === GraphQLID)
    return (value) => (typeof value === 'string' ? jsonText(value) : serialized(value))
  if (type === GraphQLInt)
    return (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : serialized(value))
  if (type === GraphQLFloat)
    return (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : serialized(value))
  if (type === GraphQLBoolean)
    return (value) => (value === true ? 'true' : value === false ? 'false' : serialized(value))
  if (!isEnumType(type)) return serialized
  const names = new Map(type.getValues().map(({ name, value }) => [value, `"${name}"`]))
  return (value) => names.get(value) ?? serialized(value)
}

function createSerialized(type: GraphQLLeafType): (value: unknown) => string {
  return (value) => {
    if (value instanceof Error) throw value
    const serialized = type.serialize(value)
    if (serialized === null || serialized === undefined)
      throw new Error(`A value of ${type.name} was serialised to nothing.`)
    return typeof serialized === 'string' ? jsonText(serialized) : (JSON.stringify(serialized) ?? 'null')
  }
}
