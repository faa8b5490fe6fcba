import type { Service } from '../model/service.ts'

const SAYS_FREE =
  /^\s*(?:it is |this (?:service )?is )?(?:free\b(?! ?(?:phone|parking))|no (?:charge|cost|fee)\b|there is no (?:charge|cost|fee)\b)/i
const SAYS_CHARGED = /£\s*\d|\b\d+(?:\.\d\d)? ?(?:pounds?|p)\b/i

/**
 * Whether a service is free: by the amounts of its cost options (free where all are 0), else by what its options or fees say in words.
 * Undefined where nothing is stated.
 */
export function deriveFree(service: Pick<Service, 'costOptions' | 'fees' | 'feesDescription'>): boolean | undefined {
  const amounts = (service.costOptions ?? []).flatMap(({ amount }) => amount ?? [])
  if (amounts.length > 0) return amounts.every((amount) => amount === 0)
  const words = [
    ...(service.costOptions ?? []).flatMap((cost) => [cost.option, cost.amountDescription]),
    service.fees,
    service.feesDescription,
  ]
  const told = words.filter((text) => text !== undefined)
  if (told.some((text) => SAYS_CHARGED.test(text))) return false
  return told.some((text) => SAYS_FREE.test(text)) ? true : undefined
}
