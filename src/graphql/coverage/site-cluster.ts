import type { SiteCluster } from '../../coverage/cluster-sites.ts'
import { InputError } from '../../model/input-error.ts'
import { builder } from '../builder.ts'

export const SiteClusterRef = builder.objectRef<SiteCluster>('SiteCluster').implement({
  description: 'Sites near each other, for a map.',
  fields: (t) => ({
    latitude: t.exposeFloat('latitude', { nullable: false, description: 'Degrees north, the mean of theirs.' }),
    longitude: t.exposeFloat('longitude', { nullable: false, description: 'Degrees east, the mean of theirs.' }),
    siteCount: t.exposeInt('siteCount', { nullable: false, description: 'How many; 1 is a site by itself.' }),
  }),
})

const MOST_ACROSS = 60

/** How many squares across were asked for; InputError where they would be none or too many. */
export function readAcross(across: number): number {
  if (across >= 1 && across <= MOST_ACROSS) return across
  throw new InputError('BAD_USER_INPUT', `\`across\` is from 1 to ${MOST_ACROSS}.`, ['across'])
}
