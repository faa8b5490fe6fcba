/** The server can not begin to listen; the message says why and what to do, the cause is the system's own error. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** The sentence for what the system refused; undefined where it is not a known fault of an address. */
export function explainListenError(code: string | undefined, host: string, port: number): string | undefined {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: stop what listens there, or set PORT to another.`
  if (code === 'EACCES') return `Port ${port} needs more rights than this process has: set PORT to 1024 or above.`
  if (code === 'EADDRNOTAVAIL') return `${host} is no address of this machine: set HOST to one, or to 0.0.0.0 for all.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The host name ${host} is not known: set HOST to an address of this machine.`
  return undefined
}
