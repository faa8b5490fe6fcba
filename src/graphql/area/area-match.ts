import type { AreaMatch } from '../../catalogue/service-query.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import { AreaBasisRef } from './area-type.ts'
import { builder } from '../builder.ts'
import { decodeGlobalId } from '../node/global-id.ts'

/** The input `AreaMatch` as a client gives it. */
export interface AreaMatchInput {
  readonly anyOf: readonly string[]
  readonly basis?: AreaBasis | null | undefined
}

export const AreaMatchRef = builder.inputRef<AreaMatchInput>('AreaMatch').implement({
  description: 'Which areas something must count for.',
  fields: (t) => ({
    anyOf: t.stringList({
      required: true,
      description:
        'Any of these areas, named by GSS code or id. An area holds what lies below it; an abolished one means its successors.',
    }),
    basis: t.field({
      type: AreaBasisRef,
      defaultValue: 'AVAILABLE',
      description: 'By what evidence it counts. AVAILABLE unless given.',
    }),
  }),
})

/** The areas that are meant, by code; whether there are such areas is the catalogue's to check. */
export function readAreaMatch({ anyOf, basis }: AreaMatchInput): AreaMatch {
  return { anyOf: anyOf.map(readArea), basis: basis ?? 'AVAILABLE' }
}

function readArea(name: string): string {
  const target = decodeGlobalId(name)
  return target?.type === 'Area' ? target.key : name
}
