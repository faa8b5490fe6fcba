import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { openBucketParts } from '../../src/ship/bucket-parts.ts'

it('what is left of parts where one could not be taken away is found the next time', async () => {
  const held = new Set(['/copies/whole.0', '/copies/whole.1', '/copies/whole.2'])
  let refused: string | undefined = '/copies/whole.1'
  const server = createServer(({ method, url = '' }, response) => {
    if (method === 'DELETE' && url === refused) response.statusCode = 403
    else if (!held.has(url)) response.statusCode = 404
    else if (method === 'DELETE') held.delete(url)
    response.end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => server.close().closeAllConnections())
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const parts = await openBucketParts({
    ...{ address: 's3://copies', endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1' },
    ...{ accessKeyId: 'key', secretAccessKey: 'secret' },
  })
  await expect(parts.drop('whole')).rejects.toThrow(/answered 403 to DELETE of part 1/)
  refused = undefined
  await parts.drop('whole')
  expect(held).toStrictEqual(new Set())
})
