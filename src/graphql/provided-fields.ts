import { hash } from 'node:crypto'
import type { FieldRef } from '@pothos/core'
import type { Attributed } from '../model/attribute.ts'
import type { BuilderTypes, FieldBuilder } from './builder.ts'
import { AttributeRef, MetadataRef } from './refs.ts'
import { shownExtensions } from './shown-extensions.ts'

type KeysProviding<T, Value> = { [K in keyof T]-?: NonNullable<T[K]> extends Value ? K : never }[keyof T] & string
type Descriptions<T, Value> = { readonly [K in KeysProviding<T, Value>]?: string }
type Fields = Record<string, FieldRef<BuilderTypes, unknown, 'Object'>>
type TextType = 'String' | 'URL' | 'Date' | 'DateTime' | 'LocalTime'

/** Nullable text fields named as the properties they show, each with its description; null where the publisher states nothing. */
export function providedText<P, T>(
  t: FieldBuilder<P>,
  type: TextType,
  of: (parent: P) => T,
  provided: Descriptions<T, string>,
): Fields {
  return createFields(provided, (key: KeysProviding<T, string>, description) =>
    t.field({ type, nullable: true, description, resolve: (parent) => textOf(of(parent)[key]) }),
  )
}

/** Nullable number fields named as the properties they show; null where nothing is provided, or no number that GraphQL can carry. */
export function providedNumbers<P, T>(
  t: FieldBuilder<P>,
  type: 'Int' | 'Float',
  of: (parent: P) => T,
  provided: Descriptions<T, number>,
): Fields {
  const isCarried = type === 'Int' ? isInt32 : Number.isFinite
  return createFields(provided, (key: KeysProviding<T, number>, description) =>
    t.field({
      type,
      nullable: true,
      description,
      resolve: (parent) => {
        const value: unknown = of(parent)[key]
        return typeof value === 'number' && isCarried(value) ? value : null
      },
    }),
  )
}

/** `id`, `attributes`, `metadata` and `extensions`, which every HSDS object may carry; `what` names the object in the descriptions. */
export function attributedFields<P extends Attributed>(t: FieldBuilder<P>, what: string): Fields {
  return {
    id: t.id({
      nullable: false,
      description: `The identifier of the ${what}: the publisher's own, or one made from its content where the publisher gave none. Not a global id.`,
      resolve: (parent) => parent.id ?? contentId(parent),
    }),
    attributes: t.field({
      type: [AttributeRef],
      nullable: false,
      description: `Attributes of the ${what}: the taxonomy terms and values it is linked to. Empty where none are provided.`,
      resolve: (parent) => parent.attributes ?? [],
    }),
    metadata: t.field({
      type: [MetadataRef],
      nullable: false,
      description: `What was changed about the ${what}, when and how. Empty where nothing is provided.`,
      resolve: (parent) => parent.metadata ?? [],
    }),
    extensions: t.field({
      type: 'JSON',
      nullable: true,
      description: `The publisher's properties of the ${what} outside HSDS, as received, less those that identify an assurer unless this gateway is configured to show them. Null where there are none.`,
      resolve: (parent, _args, context) => shownExtensions(parent, context),
    }),
  }
}

/** The parent itself, for objects shown as they are held. */
export function itself<P>(parent: P): P {
  return parent
}

/** An id that equal content shares and that stays while the content does. */
export function contentId(value: object): string {
  return `content-${hash('sha256', JSON.stringify(value), 'base64url').slice(0, 16)}`
}

function createFields<K extends string>(
  provided: { readonly [key in K]?: string },
  create: (key: K, description: string) => FieldRef<BuilderTypes, unknown, 'Object'>,
): Fields {
  const fields: Fields = {}
  for (const key in provided) {
    const description = provided[key]
    if (description !== undefined) fields[key] = create(key, description)
  }
  return fields
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isInt32(value: number): boolean {
  return (value | 0) === value
}
