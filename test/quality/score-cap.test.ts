import { describe, expect, it } from 'vitest'
import { scoreCap } from '../../src/quality/score-cap.ts'
import { scoreQuality } from '../../src/quality/score-quality.ts'
import { complete, context, now, service } from './scored-service.ts'

describe('the highest score of a record', () => {
  it.each([
    [{ assuredDate: '2026-06-30' }, 100],
    [{ assuredDate: '2025-07-01' }, 100],
    [{ assuredDate: '2025-06-30' }, 79.9],
    [{ assuredDate: '2024-07-01' }, 79.9],
    [{ assuredDate: '2024-06-30' }, 59.9],
    [{ assuredDate: '2027-01-01' }, 59.9],
    [{ lastModified: '2026-06-30T10:00:00Z' }, 100],
    [{ assuredDate: '2020-01-01', lastModified: '2026-06-30T10:00:00Z' }, 59.9],
    [{}, 59.9],
    [{ assuredDate: '2026-06-30', status: 'ACTIVE' }, 100],
    [{ assuredDate: '2026-06-30', status: 'INACTIVE' }, 59.9],
    [{ assuredDate: '2026-06-30', status: 'TEMPORARILY_CLOSED' }, 59.9],
    [{ assuredDate: '2026-06-30', status: 'DEFUNCT' }, 39.9],
  ] as const)('of %j is %d', (more, cap) => expect(scoreCap(service(more), now)).toBe(cap))

  it('bounds score and band of a record that lacks nothing else', () => {
    const closed = scoreQuality({ ...complete, status: 'DEFUNCT' }, context({ hasMappedTerm: true }))
    expect(closed).toMatchObject({ score: 39.9, band: 'D', validity: 1, richness: 1 })
    const old = scoreQuality({ ...complete, assuredDate: '2024-01-01' }, context({ hasMappedTerm: true }))
    expect(old.score).toBeLessThan(60)
  })
})
