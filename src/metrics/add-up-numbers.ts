import { AggregatorRegistry, type MetricObject } from 'prom-client'

/** Adds up the numbers of several processes, as long as this one lives. */
export interface NumbersSum {
  /** The sum of what is given and of what was counted by those that have ended, in Prometheus' text format. `processes` are how many run, by role. */
  render(
    numbers: readonly (readonly object[])[],
    processes: Readonly<Record<string, number>>,
  ): Promise<{ readonly contentType: string; readonly body: string }>
  /** A process has ended that had counted so far: its counts stay, so that none falls. */
  keep(numbers: readonly object[]): Promise<void>
}

/** A sum of nothing. */
export function createNumbersSum(): NumbersSum {
  let ended: MetricObject[] = []
  return {
    render(numbers, processes) {
      const values = Object.entries(processes).map(([role, value]) => ({ value, labels: { role } }))
      const running = { name: 'oruk_gateway_processes', help: 'Processes that run, by role.', type: 'gauge', values }
      const all = AggregatorRegistry.aggregate([...numbers, ended, [{ ...running, aggregator: 'sum' }]] as object[])
      return all.metrics().then((body) => ({ contentType: all.contentType, body }))
    },
    async keep(numbers) {
      const counted = (numbers as readonly MetricObject[]).filter(({ type }) => isCount(type))
      ended = await AggregatorRegistry.aggregate([counted, ended]).getMetricsAsJSON()
    },
  }
}

function isCount(type: unknown): boolean {
  return type === 'counter' || type === 'histogram'
}
