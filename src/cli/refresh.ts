import { ConfigError } from '../config/config-error.ts'
import { readSettings } from '../config/settings.ts'
import { askRunning, RefreshAnswer } from './control-socket.ts'
import { describeLiveFeed } from './live-status.ts'

/** Has the running gateway refresh a feed now, or all, and prints how they stand then; exit code 1 where one failed. ConfigError where no gateway runs on DATA_DIR, or none of its feeds has that name. */
export async function refresh(slug: string | undefined): Promise<void> {
  const { dataDir } = readSettings()
  const query = slug === undefined ? '' : `?${new URLSearchParams({ feed: slug })}`
  const answer = RefreshAnswer.optional().parse(await askRunning(dataDir, 'POST', `/refresh${query}`))
  if (answer === undefined)
    throw new ConfigError('The folder', [
      { path: dataDir, problem: 'has no gateway running on it: start one, or point DATA_DIR at the folder of one' },
    ])
  if (answer.feeds.length === 0)
    throw new ConfigError('The arguments', [
      { path: slug ?? '', problem: 'is no feed of the running gateway: `status` names them' },
    ])
  for (const feed of answer.feeds) console.log(describeLiveFeed(feed))
  if (answer.feeds.some(({ fault }) => fault !== undefined)) process.exitCode = 1
}
