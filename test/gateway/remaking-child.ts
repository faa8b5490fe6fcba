// A writer in a process of its own, to be killed while it makes a catalogue with other tables again.
import { startWriter } from '../../src/intake/start-writer.ts'
import { NO_TAXONOMIES } from '../../src/taxonomy/files/taxonomy-set.ts'
import { testFeed } from './start-gateway.ts'

const [file = ''] = process.argv.slice(2)
const writer = await startWriter(file)
const feeds = ['east', 'west'].map((slug) => testFeed(slug, 'http://127.0.0.1:9'))
await writer.setFeeds(feeds, '2026-11-23T10:00:00Z', NO_TAXONOMIES)
let done = 0
for (let step = 0; step < 2; step += 1) done = (await writer.reprocess())?.done ?? done
process.send?.(done)
