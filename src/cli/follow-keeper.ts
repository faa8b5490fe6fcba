import type { Logger } from 'pino'

import type { Door } from '../wiring/door.ts'
import { type FollowingGateway, openFollowingGateway } from '../wiring/following-gateway.ts'
import type { Access } from '../model/access.ts'
import { present } from '../model/present.ts'
import type { DamagedFile } from '../model/keeper.ts'
import type { Readiness } from '../model/readiness.ts'
import type { Calls } from '../processes/calls.ts'
import type { Announcement, DetailQuestion, PorterForReader, ShownConfig } from '../processes/parties.ts'
import { createRemoteKeeper, type RemoteKeeper } from '../processes/remote-keeper.ts'
import { explainFault } from './explain-fault.ts'

/** A reader's own catalogue, as what it hears of the keeper has it. */
export interface Following {
  hear(news: Announcement): void
  /** Answers on from what is held, and hears no more. */
  release(): void
  /** Who may ask for what, by the configuration in use; undefined: everybody for all. */
  access(): Access | undefined
  /** Of the configuration in use. */
  secretParameters(): readonly string[]
  close(): void
}

/** What following takes. */
interface FollowingParts {
  readonly dataDir: string
  readonly log: Logger
  readonly door: Door
  readonly porter: Calls<PorterForReader>
}

interface Open {
  readonly gateway: FollowingGateway
  readonly keeper: RemoteKeeper
}

const BEING_STARTED = 'Who asks this feed is being started again: what was held is shown. Ask again in a few seconds.'

/** Opens the catalogue behind the door once a keeper has, and follows that keeper and those after it. */
export function followKeeper(parts: FollowingParts): Following {
  const { log, door, porter } = parts
  let config: ShownConfig | undefined
  let open: Open | undefined
  let isReleased = false

  function takeUp({ gateway }: Open, next: ShownConfig): void {
    try {
      gateway.takeUp(next)
      config = next
    } catch (error) {
      log.error({ err: error }, 'What changed in the configuration can not be used here; what ran before goes on.')
    }
  }
  function begin(news: Extract<Announcement, { kind: 'OPEN' }>): void {
    try {
      ;({ config } = news)
      open = openBeside(news, parts)
    } catch (error) {
      console.error(explainFault(error))
      process.exit(1)
    }
    door.open({ ...open.gateway, readiness: () => describeReadiness(open) })
    porter.post('opened')
  }
  return {
    hear(news) {
      if (isReleased) return
      if (news.kind === 'DELAY') return door.wait(news.reason)
      if (open === undefined) return void (news.kind === 'OPEN' && begin(news))
      if ('config' in news) takeUp(open, news.config)
      if (news.kind === 'COUNT' || news.kind === 'OPEN') open.gateway.countFeeds()
      open.keeper.hear(news)
    },
    release() {
      isReleased = true
      open?.gateway.release()
    },
    access: () => config?.access,
    secretParameters: () => config?.feeds.flatMap(({ secretParameters = [] }) => secretParameters) ?? [],
    close: () => open?.gateway.close(),
  }
}

function openBeside(
  { config, standing }: Extract<Announcement, { kind: 'OPEN' }>,
  { dataDir, log, porter }: FollowingParts,
): Open {
  let keeper: RemoteKeeper | undefined
  const gateway = openFollowingGateway(config, {
    ...{ dataDir, log },
    connect(isWanted) {
      const hasPostcodeProvider = (): boolean => config.postcodeProvider !== undefined
      const asked = {
        details: (question: DetailQuestion) => porter.call('details', question),
        postcodes: (postcodes: readonly string[]) => porter.call('postcodes', postcodes),
        damaged: (of: DamagedFile) => porter.post('damaged', of),
      }
      keeper = createRemoteKeeper({ asked, whyNotAsked: BEING_STARTED, isWanted, standing, hasPostcodeProvider, log })
      return keeper
    },
    noteSearch: (...search) => porter.post('searched', ...search),
  })
  if (keeper === undefined) throw new Error('a gateway was opened without its keeper')
  return { gateway, keeper }
}

function describeReadiness(open: Open | undefined): Readiness {
  if (open === undefined) return { ready: false }
  const { gateway, keeper } = open
  const said = present({ shared: keeper.shared() })
  return { ...gateway.readiness(), role: 'reader', keeper: keeper.isThere() ? 'running' : 'starting', ...said }
}
