import type { CostOption, Funding } from '../../model/service.ts'
import { builder } from '../builder.ts'
import { attributedFields, itself, providedNumbers, providedText } from '../provided-fields.ts'

export const CostOptionRef = builder.objectRef<CostOption>('CostOption').implement({
  description: 'What a service costs in one case (HSDS cost_option).',
  fields: (t) => ({
    ...attributedFields(t, 'cost option'),
    ...providedText(t, 'Date', itself, {
      validFrom: 'The first day on which the price holds. Null if not provided.',
      validTo: 'The last day on which the price holds. Null if not provided.',
    }),
    ...providedText(t, 'String', itself, {
      option: 'Who or what the price is for, for example adults. Null if not provided.',
      currency:
        'The currency of the amount (ISO 4217); where none is provided, pounds are meant. Null if not provided.',
      amountDescription: 'What the amount is for, for example per session. Null if not provided.',
    }),
    ...providedNumbers(t, 'Float', itself, {
      amount: 'The price, in currency. 0 is free of charge; null is not provided.',
    }),
  }),
})

export const FundingRef = builder.objectRef<Funding>('Funding').implement({
  description: 'A source of funding of a service or organization (HSDS funding).',
  fields: (t) => ({
    ...attributedFields(t, 'funding'),
    ...providedText(t, 'String', itself, { source: 'Who funds it, in words. Null if not provided.' }),
  }),
})
