import { onTestFinished } from 'vitest'
import { startFakeCouncil, type FakeCouncil, type StatedService } from './fake-council.ts'

/** A UUID that ends in this number. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Services as the standard wants them. */
export function goodServices(count: number): StatedService[] {
  return Array.from({ length: count }, (_, index) => ({
    id: uuid(index + 1),
    list: {
      name: `Service number ${index + 1}`,
      status: 'active',
      organization: { id: uuid(900), name: 'Trust', description: 'A trust.' },
    },
    detail: {
      assured_date: '2026-11-01',
      minimum_age: 5,
      attributes: [{ id: uuid(700), taxonomy_term: { id: uuid(800), name: 'Lunch', description: 'Meals' } }],
    },
  }))
}

/** A council that closes when the test ends. */
export async function startCouncil(services: readonly StatedService[]): Promise<FakeCouncil> {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  return council
}
