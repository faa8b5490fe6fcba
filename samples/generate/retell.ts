import type { Random } from './random.ts'
import type { RealService } from './real-service.ts'
import type { RegionOrganization } from './region-organizations.ts'

/** A name as a second directory gives it: the same words in another order, shorter, longer or spelled otherwise. */
export function retoldName(real: RealService, random: Random): string {
  const { name, ward, organization } = real
  const bare = name.replace(` ${ward.name}`, '').replace(`${ward.name} `, '')
  const venue = real.venues[0]
  const choices = [
    bare.length > 6 ? `${bare} (${ward.name})` : name,
    `${name} - ${organization.shortName}`,
    name.includes(organization.shortName) ? name : `${organization.shortName} ${bare}`,
    name.replace(/’s?/g, (quote) => quote.replace('’', "'")).replace('é', 'e'),
    name.replace(' and ', ' & '),
    venue === undefined ? name : name.replace(venue.name, venue.otherName ?? venue.name),
    name.replace('Club', 'Group').replace('Support Group', 'Group'),
    name.toUpperCase() === name
      ? name
      : name.replace(/\b(at|for|of)\b/g, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
  ]
  const changed = choices.filter((choice) => choice !== name)
  return random.chance(0.25) || changed.length === 0 ? name : random.pick(changed)
}

/** An organization's name as a second directory gives it: with or without its legal form, "The", or "and". */
export function retoldOrganizationName(organization: RegionOrganization, random: Random): string {
  const { name, shortName } = organization
  const choices = [
    shortName,
    name.replace(/ Ltd$/, ' Limited').replace(/ Limited$/, ' Ltd'),
    name.replace(/ CIC$/, ' Community Interest Company'),
    name.endsWith('Trust') ? `The ${name}` : name,
    name.replace(' and ', ' & '),
    name.replace('Centre', 'Ctr'),
  ]
  const changed = choices.filter((choice) => choice !== name)
  return random.chance(0.4) || changed.length === 0 ? name : random.pick(changed)
}
