/**
 * The slowest blocks of a recording, found by its index: what lies between them is not read.
 *
 *   node dist/examples/slow-blocks.js FILE
 */
import { isNodetapError, Recording } from 'nodetap/recording'

process.on('uncaughtException', error => {
  // What nodetap has to say is for people; anything else is a fault of this program.
  console.error(isNodetapError(error) ? error.message : error)
  process.exit(1)
})

const [path = 'trace.rec'] = process.argv.slice(2)

await using recording = await Recording.open(path)
const blocks: { height: number; ms: number }[] = []
for await (const batch of recording.batches({ tracepoints: ['validation:block_connected'] })) {
  for (const { height, durationNs } of batch.events('validation:block_connected')) {
    blocks.push({ height, ms: durationNs / 1e6 })
  }
}
blocks.sort((a, b) => b.ms - a.ms)
for (const { height, ms } of blocks.slice(0, 10)) console.log(`${height}  ${ms.toFixed(1)} ms`)
