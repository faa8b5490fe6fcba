import { getNamedType, type GraphQLSchema, isLeafType, isObjectType } from 'graphql'

/** A selection of all that can be asked of a type without arguments, parts inside each other, but for the fields of these names, or of `Type.name`. */
export function everyField(schema: GraphQLSchema, typeName: string, but: ReadonlySet<string>): string {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} has no fields.`)
  const fields = Object.values(type.getFields()).flatMap(({ name, type: of, args }) => {
    if (but.has(name) || but.has(`${typeName}.${name}`) || args.some((arg) => String(arg.type).endsWith('!'))) return []
    const named = getNamedType(of)
    return isLeafType(named) ? [name] : [`${name} { ${everyField(schema, named.name, but)} }`]
  })
  return fields.join(' ')
}
