import { InputError } from '../model/input-error.ts'
import { LABELS } from '../model/labels.ts'
import { builder } from './builder.ts'

interface Label {
  readonly type: string
  readonly code: string
  readonly label: string
}

const ALL: readonly Label[] = Object.entries(LABELS).flatMap(([type, labels]) =>
  Object.entries(labels).map(([code, label]) => ({ type, code, label })),
)
const TYPES = Object.keys(LABELS)

const LabelRef = builder.objectRef<Label>('Label').implement({
  description: 'What people call a value of an enumeration.',
  fields: (t) => ({
    type: t.exposeString('type', { nullable: false, description: 'The enumeration, for example CellState.' }),
    code: t.exposeString('code', { nullable: false, description: 'Its value, for example NO_DATA.' }),
    label: t.exposeString('label', { nullable: false, description: 'In words for a person, in English.' }),
  }),
})

builder.queryField('labels', (t) =>
  t.field({
    type: [LabelRef],
    nullable: true,
    description:
      "Words for people in place of codes: states, verdicts, caveats, ways of delivery and the like, as the gateway's own pages have them. Null, with an error, where an argument is wrong.",
    args: {
      types: t.arg.stringList({ description: 'Only of these enumerations. Not given: of all that have labels.' }),
    },
    resolve(_, { types }) {
      const unknown = types?.find((type) => !TYPES.includes(type))
      if (unknown !== undefined)
        throw new InputError(
          'BAD_USER_INPUT',
          `No labels are known of “${unknown.slice(0, 40)}”. Known are ${TYPES.join(', ')}.`,
          ['types'],
        )
      return types ? ALL.filter(({ type }) => types.includes(type)) : ALL
    },
  }),
)
