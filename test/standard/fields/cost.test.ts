import { describe, expect, it } from 'vitest'
import { readCost } from '../../../src/standard/fields/cost.ts'
import { toCurrency } from '../../../src/standard/fields/currency.ts'
import { createIssueCollector } from '../../../src/standard/issue-collector.ts'
import type { RawObject } from '../../../src/standard/reading-context.ts'

function read(raw: RawObject) {
  const issues = createIssueCollector()
  return { ...readCost(raw, issues), codes: issues.issues.map(({ code, path }) => `${code} ${path}`) }
}

describe('an amount', () => {
  it.each([
    [3.5, 3.5, undefined],
    [0, 0, undefined],
    ['2.50', 2.5, undefined],
    ['.50', 0.5, undefined],
    ['£12', 12, 'GBP'],
    ['£ 12.00', 12, 'GBP'],
    ['&pound;12', 12, 'GBP'],
    ['GBP 12', 12, 'GBP'],
    ['€8', 8, 'EUR'],
    ['1,250', 1250, undefined],
    ['1 250', 1250, undefined],
    ['£1,250.00', 1250, 'GBP'],
    ['1,234,567.89', 1_234_567.89, undefined],
  ])('%j is %j, without more words', (amount, sum, currency) => {
    const { codes, ...cost } = read({ amount })
    expect(cost).toEqual({ amount: sum, currency, amountDescription: undefined })
    expect(codes.filter((code) => !code.startsWith('HTML'))).toEqual([])
  })

  it.each([
    ['£3.50 per session', 3.5],
    ['3.50 per session', 3.5],
    ['£4/hour', 4],
    ['£3 each', 3],
    ['£5 a week', 5],
    ['£5 pp', 5],
    ['£20 (per family)', 20],
    ['£5 for adults', 5],
    ['£5.00 only.', 5],
    ['12 pounds', 12],
    ['Two pounds', 2],
    ['twenty-five pence', 0.25],
    ['FOC', 0],
    ['Costs nothing', 0],
    ['12 euros per night', 12],
    ['75p', 0.75],
    ['50 pence', 0.5],
    ['50p per child', 0.5],
    ['£3.50p', 3.5],
    ['3,50', 3.5],
    ['£12,5', 12.5],
    ['4,20 per visit', 4.2],
    ['1.250,00 €', 1250],
    ['£0.00 per visit', 0],
    ['Free', 0],
    ['free of charge.', 0],
    ['No charge', 0],
  ])('in words, %j, is %j and keeps them', (amount, sum) => {
    expect(read({ amount })).toMatchObject({
      amount: sum,
      amountDescription: amount,
      codes: ['AMOUNT_IN_WORDS amount'],
    })
  })

  it.each([
    '£2-£4',
    '3-5',
    '£5 to £10',
    'from £4',
    'Some pounds',
    'two to three pounds',
    'up to £20',
    '£4+',
    'around £5',
    '£5 or £3 concessions',
    '£5 (members £3)',
    '£5 (concessions available)',
    '£10 off',
    '£20 deposit',
    '£2 suggested donation',
    '£5 + VAT',
    '20%',
    'Free to members',
    'Not free',
    'Free taster session',
    'N/A',
    'TBC',
    'Varies',
    '1,2345',
    '12,34,5',
    '3.50p',
    '$5',
    '£1.2.3',
    -5,
    '-£5',
  ])('that is no one sum, %j, stays in words', (amount) => {
    expect(read({ amount })).toEqual({
      amount: undefined,
      currency: undefined,
      amountDescription: String(amount),
      codes: ['AMOUNT_UNREAD amount'],
    })
  })

  it('stands before its description', () => {
    expect(read({ amount: '£2-£4', amount_description: 'Pay what you can' }).amountDescription).toBe(
      '£2-£4. Pay what you can',
    )
    expect(read({ amount: 3, amount_description: 'per session' }).amountDescription).toBe('per session')
  })

  it('is left to words where its currency can not be known', () => {
    expect(read({ amount: 3, currency: 'tokens' })).toEqual({
      amount: undefined,
      currency: undefined,
      amountDescription: '3 tokens',
      codes: ['UNKNOWN_VALUE currency'],
    })
    expect(read({ amount: '€3', currency: 'GBP' })).toMatchObject({ amount: undefined, currency: undefined })
    expect(read({ amount: 50, currency: 'pence' })).toMatchObject({ amount: 0.5, currency: 'GBP' })
  })
})

describe('a currency', () => {
  it.each([
    ['GBP', 'GBP'],
    ['gbp', 'GBP'],
    ['£', 'GBP'],
    ['Pounds', 'GBP'],
    ['pounds sterling', 'GBP'],
    ['GBP (£)', 'GBP'],
    ['Euro', 'EUR'],
    ['usd', 'USD'],
    ['$', undefined],
    ['dollars', undefined],
    ['£/€', undefined],
    ['XYZ', undefined],
    ['vouchers', undefined],
  ])('%s is %s', (text, code) => {
    expect(toCurrency(text)).toBe(code)
  })
})
