import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startFollower } from '../../src/store/start-ship-thread.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

describe('a file that follows a log in a thread', () => {
  it('can be closed however often, and refuses entries from then on', async () => {
    const file = join(temporaryFolder(), 'catalogue.sqlite')
    openForWriting(file).db.close()
    const follower = await startFollower(file)
    for (let time = 0; time < 3; time += 1) await follower.close()
    const entry = { lineage: 'a lineage', position: 1, body: new Uint8Array() }
    for (let time = 0; time < 3; time += 1) await expect(follower.apply(entry)).rejects.toThrow('has ended')
  })
})
