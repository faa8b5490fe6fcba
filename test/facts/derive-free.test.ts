import { describe, expect, it } from 'vitest'
import { deriveFree } from '../../src/facts/derive-free.ts'
import type { CostOption } from '../../src/model/service.ts'

const TODAY = '2026-07-01'

describe('whether a service is free, by its words', () => {
  it.each([
    ...[
      'Free',
      'free',
      'FREE!',
      'Free of charge.',
      'This service is free',
      'It is free',
      "It's free",
      'This is a free service',
      'Free bereavement support',
      'Free yoga',
      'Free arts and crafts',
      'Free weekly Zumba for all ages',
    ],
    ...[
      'No charge',
      'No fee',
      'no cost',
      'There is no charge',
      'There is no cost',
      'There are no charges',
      'Nil',
      'None',
      'No charge for this service',
    ],
    ...['£0', '£0.00', '0', '0.00', '£0 for everyone', '£0.00 per visit', '0p', 'No entry fee'],
    ...[
      'Free to all',
      'Free for everyone',
      'Free to use',
      'Free to attend',
      'All our services are free',
      'Attendance is free',
    ],
    ...[
      'Free at the point of use',
      'Free and confidential',
      'Free, confidential advice',
      'Free 24 hour helpline',
      'Completely free of charge',
    ],
    ...[
      'Free (booking essential)',
      'Free - just turn up',
      'Gratis',
      'FOC',
      'Free. Donations welcome.',
      'Free but donations are welcome',
      'Free, donations welcome',
    ],
    ...[
      'You do not have to pay',
      'We do not charge for this service',
      'Nothing to pay',
      'It costs nothing',
      'Provided without charge',
      'At no cost to you',
    ],
    ...['Free. Parking is £2 an hour.', 'Free. Refreshments £1.'],
    ...['Free, no booking needed', 'Free one-to-one advice in person'],
  ])('%s: free', (fees) => {
    expect(deriveFree({ fees }, TODAY)).toBe(true)
  })

  it.each([
    ...[
      '£30',
      '£2.00',
      '£0.50',
      '50p on the door',
      '£2.50 a session',
      '10 pounds',
      '3.50',
      '3.50 per session',
      '£2-£4',
      'From £3',
    ],
    ...['Not free', 'This is no longer free', 'This is not a free service', "It isn't free", 'not free of charge'],
    ...[
      'There is a charge',
      'There is a small charge',
      'A fee applies',
      'Charges apply',
      'Fees are payable',
      'You pay by the hour',
    ],
    ...['£5 including lunch', 'Chargeable'],
  ])('%s: charged', (fees) => {
    expect(deriveFree({ fees }, TODAY)).toBe(false)
  })

  it.each([
    ...[
      'Free for residents; others pay',
      'Free for residents of Fernhill',
      'Free to residents',
      'No charge for residents',
      'Free to members',
    ],
    ...[
      'Free for carers',
      'Free for under 5s',
      'Under 5s free',
      'Children go free',
      'Free for all carers',
      'Free if you are on benefits',
      '£0 for members',
    ],
    ...[
      'Free with a referral from your GP',
      'Free with membership',
      'Free for 16 to 25 year olds',
      'Free on Mondays',
      'Free for members, £3 for others',
    ],
    ...[
      'Free to join',
      'Free to register',
      'Free initial consultation',
      'Free taster session',
      'First session free',
      'The first session is free',
    ],
    ...[
      'Free for the first month, then a fee applies',
      'Free trial',
      'Free for six weeks',
      'Some sessions are free',
      'Most activities are free',
      'Usually free',
    ],
    ...[
      'Free parking',
      'Free parking on site',
      'Parking is free',
      'Free phone 0800 000000',
      'Freephone',
      'Free wifi',
      'Free refreshments',
      'Gluten free',
      'Free gift',
      'Free eye test',
      'Free smoke alarms',
      'Free newsletter for every visitor',
      'Feel free to ask',
    ],
    ...[
      'Free. There may be a charge for materials.',
      'Charges may apply',
      'Ask us',
      'Donation',
      'Suggested donation £2',
      'Pay what you can',
      'Pay as you feel',
      'Membership',
      'Prices on request',
      'N/A',
      'Contact us for prices',
    ],
    ...[
      'Free, £3 for a workshop',
      'No booking fee',
      'No joining fee',
      'No additional charge',
      'Free for you if you live in Fernhill',
      '',
    ],
    ...['Free?', 'Is it free? No', 'No free sessions', 'Nothing is free', 'It isnt free', 'We cannot offer this free'],
    ...['Free entry, activities priced individually', 'Free apart from materials', 'Free plus extras', 'From £0'],
    ...[
      'Free in Fernhill',
      'Free within the borough',
      'Free in August',
      'Free using your bus pass',
      'One free session',
    ],
    ...['VAT free', 'Free-flow play', 'Fat-free cooking', 'Parking £2'],
    ...['£0-£10', '£5 (children £0)', 'Up to £8', '£3 optional', '£2 contribution', '£20 refundable deposit', '£2 off'],
    ...[
      'For savings below £23,250',
      'An income under £16,000',
      'Funded by a £10,000 grant',
      'Vouchers worth £8',
      'A £10 fine if you miss an appointment',
      'Normally £30, but funded places',
    ],
    ...['Paid for by the council', 'Help with charges', 'Get help to pay your rent', 'Cost of living support'],
  ])('%s: not known', (fees) => {
    expect(deriveFree({ fees }, TODAY)).toBeUndefined()
  })
})

describe('whether a service is free, by all that it says', () => {
  it.each<[string, Parameters<typeof deriveFree>[0], boolean | undefined]>([
    ['nothing', {}, undefined],
    ['words as long as are judged', { fees: `Free${' for everyone'.padEnd(1_996)}` }, true],
    ['words too long to judge', { fees: `Free. ${'We are a friendly group. '.repeat(4_000)}` }, undefined],
    ['a price beside words too long to judge', { costOptions: [{ amount: 3, option: 'Hall '.repeat(20_000) }] }, false],
    ['0 beside words too long to judge', { costOptions: [{ amount: 0, option: 'Hall '.repeat(20_000) }] }, undefined],
    ['every amount 0', { costOptions: [{ amount: 0 }, { amount: 0 }] }, true],
    ['every amount above 0', { costOptions: [{ amount: 3 }, { amount: 4.5 }] }, false],
    ['one amount of 0', { costOptions: [{ amount: 0 }, { amount: 4.5 }] }, undefined],
    ['an amount below 0', { costOptions: [{ amount: -5 }] }, undefined],
    [
      '0 for each of several',
      {
        costOptions: [
          { amount: 0, option: 'Adult' },
          { amount: 0, option: 'Child' },
        ],
      },
      true,
    ],
    ['0 for some', { costOptions: [{ amount: 0, option: 'Members' }] }, undefined],
    ['0 that stands for an unknown price', { costOptions: [{ amount: 0, option: 'TBC' }] }, undefined],
    ['0 with where to look', { costOptions: [{ amount: 0, amountDescription: 'See website' }] }, undefined],
    ['a sum that need not be paid', { costOptions: [{ amount: 5, option: 'Suggested donation' }] }, undefined],
    ['a sum that is given back', { costOptions: [{ amount: 20, option: 'Refundable deposit' }] }, undefined],
    ['a sum for parking', { costOptions: [{ amount: 2, option: 'Parking' }] }, undefined],
    ['0 for a part', { costOptions: [{ amount: 0, option: 'First session' }] }, undefined],
    ['0 that is called free', { costOptions: [{ amount: 0, option: 'Free' }] }, true],
    ['0 with a price in words', { costOptions: [{ amount: 0, amountDescription: '£3 for visitors' }] }, undefined],
    [
      'an amount that is not for all',
      { costOptions: [{ amount: 3, amountDescription: 'Free for carers' }] },
      undefined,
    ],
    [
      'an amount and its words',
      { costOptions: [{ amount: 3, option: 'Per session', amountDescription: '£3' }] },
      false,
    ],
    ['an option called free', { costOptions: [{ option: 'Free' }] }, true],
    ['a price in words', { costOptions: [{ amountDescription: '£2.50 a session' }] }, false],
    ['fees against an amount', { costOptions: [{ amount: 5 }], fees: 'Free' }, undefined],
    ['fees against their description', { fees: 'Free', feesDescription: '£3 a session' }, undefined],
    ['fees and their description', { fees: 'Free', feesDescription: 'There is no charge.' }, true],
    ['a condition in the description', { fees: 'Free', feesDescription: 'Free for residents' }, undefined],
  ])('%s', (_, stated, free) => {
    expect(deriveFree(stated, TODAY)).toBe(free)
  })
})

describe('a cost option', () => {
  it.each<[string, CostOption, boolean | undefined]>([
    ['that ended yesterday', { amount: 3, validTo: '2026-06-30' }, undefined],
    ['that ends today', { amount: 3, validTo: '2026-07-01' }, false],
    ['that ends tomorrow', { amount: 0, validTo: '2026-07-02' }, true],
    ['that begins tomorrow', { amount: 0, validFrom: '2026-07-02' }, undefined],
    ['that begins today', { amount: 0, validFrom: '2026-07-01' }, true],
    ['in words that ended', { option: 'Free', validTo: '2025-12-31' }, undefined],
    ['that lasts all year', { amount: 3, validFrom: '2026-01-01', validTo: '2026-12-31' }, false],
  ])('%s', (_, option, free) => {
    expect(deriveFree({ costOptions: [option] }, TODAY)).toBe(free)
  })

  it('of another time does not speak against what holds today', () => {
    const past = { amount: 3, validTo: '2026-06-30' }
    expect(deriveFree({ costOptions: [past, { amount: 0, validFrom: '2026-07-01' }] }, TODAY)).toBe(true)
    expect(deriveFree({ costOptions: [past], fees: 'Free' }, TODAY)).toBe(true)
    expect(deriveFree({ costOptions: [{ amount: 0, validTo: '2026-06-30' }, { amount: 3 }] }, TODAY)).toBe(false)
  })
})
