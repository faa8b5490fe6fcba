import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../gateway/start-gateway.ts'
import { freePort } from './free-port.ts'
import { startProxy } from './start-proxy.ts'

const NGINX = '/usr/sbin/nginx'
const CONF = new URL('../../deploy/nginx/oruk-gateway.conf', import.meta.url)

/** Whether nginx is on this machine. */
export const HAS_NGINX: boolean = existsSync(NGINX)

/** The sample as it is, but for its ports and folders, in an nginx of the test's own until it ends; resolves to its port. */
export async function startNginx(gatewayPort: number): Promise<number> {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'cache'))
  const port = await freePort()
  const sample = readFileSync(CONF, 'utf8')
    .replace('/var/cache/oruk-gateway', join(folder, 'cache'))
    .replace('127.0.0.1:4000', `127.0.0.1:${gatewayPort}`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  )
  const conf = join(folder, 'nginx.conf')
  writeFileSync(
    conf,
    `daemon off; ${process.getuid?.() === 0 ? 'user root;' : ''} pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};
events {} http { access_log off; ${temporary.join(' ')}\n${sample}\n}`,
  )
  await startProxy(NGINX, ['-c', conf, '-e', join(folder, 'error.log')], port)
  return port
}
