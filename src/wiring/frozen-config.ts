import type { FeedsConfig } from '../config/feeds-config.ts'
import { present } from '../model/present.ts'
import { redact } from '../model/redact.ts'

/** What of a configuration decides answers and pages, and nothing of how feeds are reached; addresses as they are shown: a copy for a report holds no keys. */
export function writeFrozenConfig(config: FeedsConfig): string {
  const { contact, showAssurers, allowPrivateHosts, hosts, synonyms, countDemand, site, feeds } = config
  return JSON.stringify({
    ...{ showAssurers, allowPrivateHosts, hosts },
    ...present({ contact, synonyms, countDemand, site: site && { ...site, ...writeLogo(site) } }),
    feeds: feeds.map((feed) => ({ ...feed, url: redact(feed.url, feed.secretParameters) })),
  })
}

/** What `writeFrozenConfig` wrote. */
export function readFrozenConfig(text: string): FeedsConfig {
  const { site, ...config }: FrozenConfig = JSON.parse(text)
  if (site === undefined) return config
  const { logo, ...rest } = site
  return {
    ...config,
    site: {
      ...rest,
      ...present({ logo: logo && { ...logo, bytes: new Uint8Array(Buffer.from(logo.bytes, 'base64')) } }),
    },
  }
}

type Site = NonNullable<FeedsConfig['site']>
type Logo = NonNullable<Site['logo']>

/** JSON has no bytes: the picture stands in base64. */
interface FrozenConfig extends Omit<FeedsConfig, 'site'> {
  readonly site?: Omit<Site, 'logo'> & { readonly logo?: Omit<Logo, 'bytes'> & { readonly bytes: string } }
}

function writeLogo({ logo }: Site): object {
  return present({ logo: logo && { ...logo, bytes: Buffer.from(logo.bytes).toString('base64') } })
}
