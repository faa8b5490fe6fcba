import type { CostOption, Service } from '../model/service.ts'
import {
  isInPart,
  isOtherSum,
  isUnstated,
  MAX_CHARGE_CHARACTERS,
  readChargeWords,
  type ChargeWord,
} from './charge-words.ts'

/**
 * Whether a service can be had free of charge, by everything that its cost options and fees say together: true where all of
 * it is free for everybody, false where it is only to be had against payment. Undefined where nothing is stated, where it is
 * free for some people or in part, and where one thing speaks against another. A cost option that does not hold on the
 * `day` (`YYYY-MM-DD`) says nothing.
 */
export function deriveFree(
  { costOptions = [], fees, feesDescription }: Pick<Service, 'costOptions' | 'fees' | 'feesDescription'>,
  day: string,
): boolean | undefined {
  const words = [fees, feesDescription].flatMap((text) => (text === undefined ? [] : readChargeWords(text)))
  const said = new Set<ChargeWord>([...optionWords(costOptions.filter((option) => holdsOn(option, day))), ...words])
  if (said.has('FREE_IN_PART') || said.has('MAYBE')) return undefined
  if (said.has('FREE')) return said.has('CHARGED') ? undefined : true
  return said.has('CHARGED') || said.has('ASIDE') ? false : undefined
}

function holdsOn({ validFrom, validTo }: CostOption, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo)
}

/** Options of 0 for some people add nothing to one of 0 for all: adults free and children free is free. */
function optionWords(costOptions: readonly CostOption[]): readonly ChargeWord[] {
  const said = costOptions.map(wordsOf)
  const isFreeForAll = costOptions.some(({ amount }, at) => amount === 0 && said[at]?.includes('FREE') === true)
  return said.flatMap((words, at) =>
    isFreeForAll && costOptions[at]?.amount === 0 ? words.filter((word) => word !== 'FREE_IN_PART') : words,
  )
}

function wordsOf({ amount, option, amountDescription }: CostOption): readonly ChargeWord[] {
  const whole = [option, amountDescription].filter((text) => text !== undefined)
  const words = whole.flatMap(readChargeWords)
  const texts = whole.map((text) => text.slice(0, MAX_CHARGE_CHARACTERS))
  // No price lies below nothing.
  if (amount === undefined || !(amount >= 0)) return words
  // The amount is the price; what words say of it besides is for whom, or of something else.
  if (amount > 0)
    return [
      texts.some(isOtherSum) ? 'MAYBE' : 'CHARGED',
      ...words.filter((word) => word === 'FREE' || word === 'FREE_IN_PART'),
    ]
  if (texts.some(isUnstated)) return ['MAYBE', ...words]
  return words.includes('FREE') ? words : [texts.some(isInPart) ? 'FREE_IN_PART' : 'FREE', ...words]
}
