// The GraphQL room: the contract's types and queries over the catalogue's reading side.
// It must not know SQL, HTTP or the feeds' own wire formats; all data comes through the context.
import SchemaBuilder from '@pothos/core'
import type { RequestContext } from './context.ts'

interface Schema {
  Context: RequestContext
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: string; Output: string }
    Date: { Input: string; Output: string }
    LocalTime: { Input: string; Output: string }
    URL: { Input: string; Output: string }
    JSON: { Input: unknown; Output: unknown }
    GeoJSON: { Input: unknown; Output: unknown }
  }
}

/** The one builder every file of this room adds its types and queries to. */
export const builder = new SchemaBuilder<Schema>({})

/** The builder's type parameters, for functions that take a field builder. */
export type BuilderTypes = (typeof builder)['$inferSchemaTypes']

/** Adds fields to an object type whose parent value is `P`. */
export type FieldBuilder<P> = PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, P>

builder.queryType({
  description:
    'Where every query starts: the services, organizations, locations and taxonomies that the configured feeds publish, and the feeds themselves.',
})
