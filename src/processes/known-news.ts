import type { Announcement } from './parties.ts'

/** What has been heard of the keeper, for readers that come later. */
export interface KnownNews {
  note(news: Announcement): void
  /** What a new reader must hear, in order. */
  forNewcomers(): readonly Announcement[]
  /** A keeper has opened the folder and has not ended since. */
  isOpen(): boolean
}

/** Nothing was heard yet. */
export function createKnownNews(): KnownNews {
  let delay: Announcement | undefined
  let open: Extract<Announcement, { kind: 'OPEN' }> | undefined
  let isGone = false
  return {
    note(news) {
      if (news.kind === 'DELAY') delay = news
      if (news.kind === 'OPEN') open = news
      if (news.kind === 'OPEN' || news.kind === 'GONE') isGone = news.kind === 'GONE'
      if (open === undefined) return
      if (news.kind === 'TAKE_UP') open = { ...open, config: news.config }
      if (news.kind === 'STANDING') open = { ...open, standing: news.standing }
    },
    forNewcomers: () =>
      [open ?? delay, isGone ? { kind: 'GONE' as const } : undefined].filter((news) => news !== undefined),
    isOpen: () => open !== undefined && !isGone,
  }
}
