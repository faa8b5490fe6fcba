import type { Cluster } from '../../merge/cluster-history.ts'
import type { KeptClusters } from '../../merge/match-state.ts'
import type { MatchFile } from '../../store/match-file.ts'
import { textOf, type Row } from '../../store/row.ts'

/** Which clusters are meant: those that stand, or those that will once all records are judged by the present rules. */
export type Side = 'LIVE' | 'DRAFT'

const NUMBERS = { LIVE: 0, DRAFT: 1 } as const satisfies Record<Side, number>

/** Clusters in a file's tables. */
export function createStoredClusters(file: MatchFile, side: Side): KeptClusters {
  const number = NUMBERS[side]
  return {
    of(member) {
      const row = file.get(
        `SELECT c.* FROM member m JOIN cluster c ON c.side = m.side AND c.key = m.key WHERE m.side = ? AND m.uid = ?`,
        number,
        member,
      )
      return row && clusterOf(row)
    },
    replace(before, after) {
      for (const { id, members } of before) {
        file.run('DELETE FROM cluster WHERE side = ? AND key = ?', number, id)
        for (const member of members) file.run('DELETE FROM member WHERE side = ? AND uid = ?', number, member)
      }
      for (const { id, members, mergedFrom } of after) {
        file.run(
          'INSERT OR REPLACE INTO cluster VALUES (?, ?, ?, ?)',
          number,
          id,
          JSON.stringify(members),
          JSON.stringify(mergedFrom),
        )
        for (const member of members) file.run('INSERT OR REPLACE INTO member VALUES (?, ?, ?)', number, member, id)
      }
    },
  }
}

/** Up to `limit` clusters of the one side that the other has not, or has with other members, after that key and in order. */
export function readOnlyOn(file: MatchFile, side: Side, after: string, limit: number): readonly Cluster[] {
  const rows = file.all(
    `SELECT * FROM cluster c WHERE side = ?1 AND key > ?2 AND NOT EXISTS
       (SELECT 1 FROM cluster o WHERE o.side = 1 - ?1 AND o.key = c.key AND o.members = c.members) ORDER BY key LIMIT ?3`,
    NUMBERS[side],
    after,
    limit,
  )
  return rows.map(clusterOf)
}

function clusterOf(row: Row): Cluster {
  return {
    id: textOf(row, 'key'),
    members: JSON.parse(textOf(row, 'members')),
    mergedFrom: JSON.parse(textOf(row, 'merged_from')),
  }
}
