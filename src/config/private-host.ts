import ipaddr from 'ipaddr.js'

/** Whether a host, as a URL's `hostname` without brackets, is this machine or on a private network as far as its name shows. */
export function isPrivateHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  if (ipaddr.isValid(name)) return ipaddr.process(name).range() !== 'unicast'
  return !name.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)$/.test(name)
}
