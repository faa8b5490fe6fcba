import { mappedShareOf } from '../../catalogue/terms/scheme-reports.ts'
import { builder } from '../builder.ts'
import { TaxonomyRef } from '../refs.ts'

builder.objectField(TaxonomyRef, 'mappedShare', (t) =>
  t.float({
    nullable: true,
    description:
      'How far its terms, as active services carry them, are understood beyond the feed: the share of those uses whose term is shared or leads to a shared one over reviewed mappings. Null where no service carries any.',
    resolve: ({ key }, _args, { reader }) => mappedShareOf(reader.terms.schemeReports(0), key),
  }),
)
