import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PATIENT } from '../cli/start-serving.ts'
import { countsOf, nameOfLeader } from './leading.ts'
import { hasPostgres } from './postgres-server.ts'
import { LONG_MS, shareThree } from './three-machines.ts'

const SCHEME = JSON.stringify({
  importedAt: '2026-11-23T10:00:00Z',
  fileName: 'kinds.csv',
  text: 'code,label\na,Advice\n',
  options: {},
})

describe.skipIf(!hasPostgres)('machines that share a catalogue', () => {
  const begin = shareThree()

  it(
    'share the feeds file and imports, wherever they are changed, also with one that leads later',
    async () => {
      const { shared, leader, replicas } = await begin(24)
      const [replica, other] = replicas
      if (replica === undefined || other === undefined) throw new Error('two replicas are expected')
      await other.stop()
      const config: { feeds: object[] } = JSON.parse(readFileSync(replica.configPath, 'utf8'))
      writeFileSync(replica.configPath, JSON.stringify({ ...config, feeds: config.feeds.slice(0, 1) }))
      await expect.poll(() => countsOf([leader, replica]), PATIENT).toStrictEqual([24, 24])
      // What is backed up is the feeds file of all, not the leader's own.
      const archive = (await leader.run('backup', join(leader.dataDir, 'backups'))).trim()
      const backedUp = execFileSync('tar', ['-xOzf', archive, 'feeds.config.json'], { encoding: 'utf8' })
      expect(JSON.parse(backedUp).feeds).toHaveLength(1)
      writeFileSync(join(leader.dataDir, 'decisions.ndjson'), '')
      mkdirSync(join(replica.dataDir, 'taxonomies'))
      writeFileSync(join(replica.dataDir, 'taxonomies', 'kept.json'), SCHEME)
      await expect.poll(() => existsSync(join(replica.dataDir, 'decisions.ndjson')), PATIENT).toBe(true)
      await expect.poll(() => existsSync(join(leader.dataDir, 'taxonomies', 'kept.json')), PATIENT).toBe(true)
      // What can't be used is shared with nobody.
      writeFileSync(leader.configPath, '{')
      await expect.poll(() => leader.log(), PATIENT).toContain('it is not shared')
      await leader.kill()
      await expect.poll(() => nameOfLeader(shared), PATIENT).toBe(replica.name)
      expect(await countsOf([replica])).toStrictEqual([24])
    },
    LONG_MS,
  )
})
