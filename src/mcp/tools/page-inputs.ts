import { z } from 'zod'

/** The arguments of a page of a list, of at most so many items. */
export function pageInputs(most: number, usual: number) {
  return {
    first: z.int().min(1).max(most).default(usual).describe(`How many at most; 1 to ${most}.`),
    after: z
      .string()
      .optional()
      .describe('The endCursor of the page before, with the same other arguments; leave out for the first page.'),
  }
}

const Page = z.object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) })

/** How to have the next page of a list; nothing where there is none. */
export function remarkOnPage(list: unknown): readonly string[] {
  const { data } = Page.safeParse(list)
  if (data === undefined || !data.pageInfo.hasNextPage) return []
  return [`There are more: ask again with the same arguments and after: "${data.pageInfo.endCursor}".`]
}
