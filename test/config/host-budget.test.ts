import { expect, it } from 'vitest'

import { findHostBudget } from '../../src/config/host-budget.ts'
import type { SharedBudget } from '../../src/model/host-budget.ts'

const CONFIG = {
  hosts: [
    { host: 'shared.example', budget: { requests: 3, perMs: 1_000 } },
    { host: 'slow.shared.example', budget: { requests: 1, perMs: 1_000 } },
  ],
}

it.each<[what: string, url: string, budget: SharedBudget]>([
  [
    'a name below a host shares its budget',
    'https://north.shared.example/x',
    { key: 'shared.example', budget: { requests: 3, perMs: 1_000 } },
  ],
  [
    'the nearest name counts',
    'https://slow.shared.example',
    { key: 'slow.shared.example', budget: { requests: 1, perMs: 1_000 } },
  ],
  [
    'a name that only ends alike does not share',
    'https://notshared.example',
    { key: 'notshared.example', budget: { requests: 5, perMs: 1_000 } },
  ],
  [
    'any other host gets 5 requests a second',
    'https://other.example:8443/x',
    { key: 'other.example', budget: { requests: 5, perMs: 1_000 } },
  ],
  ['this machine has no ceiling', 'http://127.0.0.1:4010', { key: '127.0.0.1' }],
  ['this machine by name has no ceiling', 'http://localhost:4010', { key: 'localhost' }],
  ['nor has any name below that', 'http://north.localhost:4010', { key: 'north.localhost' }],
  ['this machine by its IPv6 address has no ceiling', 'http://[::1]:4010', { key: '::1' }],
  [
    'a name that only ends like this machine’s has one',
    'http://notlocalhost',
    { key: 'notlocalhost', budget: { requests: 5, perMs: 1_000 } },
  ],
])('%s', (_what, url, budget) => {
  expect(findHostBudget(CONFIG, url)).toEqual(budget)
})
