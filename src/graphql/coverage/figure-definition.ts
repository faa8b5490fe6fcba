import { EXAMPLE_TABLES } from '../../model/definitions/example-tables.ts'
import type { FigureDefinition } from '../../model/definitions/figure-definition.ts'
import { figurePath } from '../../model/definitions/figure-definitions.ts'
import { builder } from '../builder.ts'

export const FigureDefinitionRef = builder.objectRef<FigureDefinition>('FigureDefinition').implement({
  description: 'What one figure means, as the page /figures explains it.',
  fields: (t) => ({
    code: t.exposeString('id', { nullable: false, description: 'Its code, M1, M2 …, never given to another figure.' }),
    name: t.exposeString('name', { nullable: false, description: 'What it is called here; several apart by commas.' }),
    url: t.string({
      nullable: false,
      description: "Where it is explained with a worked example, below the gateway's own address: /figures#m2.",
      resolve: ({ id }) => figurePath(id),
    }),
    definition: t.exposeString('definition', { nullable: false, description: 'What it is.' }),
    numerator: t.exposeString('numerator', { nullable: false, description: 'What is counted.' }),
    denominator: t.exposeString('denominator', {
      nullable: true,
      description: 'Of what it is a part. Null: it is a count.',
    }),
    interval: t.exposeString('interval', {
      nullable: true,
      description: 'How its interval is made. Null: it has none.',
    }),
    source: t.exposeString('source', { nullable: false, description: 'What it is counted from.' }),
    pitfalls: t.exposeStringList('pitfalls', { nullable: false, description: 'What it is easily mistaken for.' }),
    example: t.string({
      nullable: false,
      description: 'How it is worked out over the rows of a table of the page.',
      resolve: ({ example }) => `${EXAMPLE_TABLES[example.table].title}: ${example.working}`,
    }),
    fields: t.stringList({
      nullable: false,
      description: 'The fields that answer it, as Type.field.',
      resolve: ({ fields }) => Object.keys(fields),
    }),
  }),
})
