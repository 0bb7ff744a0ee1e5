import type { MessageReader } from '../../../src/capnp/index.js'
import type { Batch, BatchCursor } from '../../../src/client/batch/index.js'
import { BufferPool, ColumnBatch } from '../../../src/publisher/batches/index.js'
import { TRACEPOINTS } from '../../../src/tracepoints/index.js'
import { frameOf, oneEvent, UNLIMITED } from '../../publisher/batches/support.js'
import { bothEnds } from '../../publisher/ring/harness.js'

/** A frame with events of every tracepoint, the same in every run. */
export function sampleFrame(): Uint8Array {
  let now = 1_000_000_000_000.5
  const ends = bothEnds({
    clock: () => {
      now += 100
      return now
    },
  })
  const { sites } = ends
  const hash = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i + 1)
  const max = Number.MAX_SAFE_INTEGER
  for (let i = 0; i < 2; i++) {
    sites['net:inbound_message'].fire(i, '1.2.3.4:8333', 'inbound', 'ping', 8, bytes(8))
    sites['net:outbound_message'].fire(max, 'größe.example:8333', 'manual', 'pong', max, bytes(5))
    sites['net:inbound_connection'].fire(-1, '[::1]:8333', 'inbound', 'ipv6', 125)
    sites['net:outbound_connection'].fire(3, 'x.onion:8333', 'block-relay-only', 'onion', 1)
    sites['net:evicted_inbound_connection'].fire(4, 'a.b32.i2p:0', 'inbound', 'i2p', 1_700_000_000)
    sites['net:closed_connection'].fire(-max, '[fc00::1]:8333', 'feeler', 'cjdns', 0)
    sites['net:misbehaving_connection'].fire(6, '')
    sites['validation:block_connected'].fire(hash(7), 840_000, 3050, 7000, 80_000, 123_456_789)
    sites['utxocache:add'].fire(
      hash(8),
      0xffffffff,
      0x7fffffff,
      2_100_000_000_000_000,
      true,
      'main',
    )
    sites['utxocache:spent'].fire(hash(9), 0, 0, -1, false, 'temporary')
    sites['utxocache:uncache'].fire(hash(10), 1, 2, 3, i === 1, 'unknown')
    sites['utxocache:flush'].fire(5_000_000, 'periodic', 1_000_000, 450 * 2 ** 20, true)
    sites['mempool:added'].fire(hash(12), 141, 2820)
    sites['mempool:removed'].fire(hash(13), 'block', -0x80000000, -max, 1_700_000_001)
    sites['mempool:replaced'].fire(hash(14), 1, 2, 3, hash(15), 0x7fffffff, 5, false)
    sites['mempool:rejected'].fire(hash(16), 'min relay fee not met, 0 < 141 🪙')
    sites['coin_selection:selected_coins'].fire('', 'bnb', 1, -2, 3)
    sites['coin_selection:normal_create_tx_internal'].fire('w', true, 1000, -1)
    sites['coin_selection:attempting_aps_create_tx'].fire('w')
    sites['coin_selection:aps_create_tx_internal'].fire('w', true, false, 0, 1)
    sites['snapshot:peer'].fire(
      ...([1, 2, '1.2.3.4:8333', 'inbound', 'ipv4', 1_700_000_000] as const),
      ...([0, max, 3, 4, 70_016, '/größe:1/', -1] as const),
    )
    sites['snapshot:mempool'].fire(1, max, 2, 3, 4, 1000)
    sites['snapshot:tip'].fire(1, hash(17), 840_000, 1_700_000_002)
    sites['snapshot:end'].fire(0xffffffff, 3, 0, '', 1)
    sites['nodetap:subscribed'].fire(1, max, 0xffffffff, 'columns', 'net:ping', 'size > 1', 2)
    sites['nodetap:unsubscribed'].fire(1, 2, 3, 4, 5, 6, max, 8, 0)
    sites['nodetap:lost'].fire(0, 'net:inbound_message', 'ringFull', 1, 2, max)
    sites['nodetap:ring'].fire(0, 1, 64 * 2 ** 20, max, 4, 5, 6)
  }
  const batch = new ColumnBatch(new BufferPool(), UNLIMITED)
  ends.reader.drain({
    event(id, at, sequence) {
      batch.append(ends.reader, oneEvent(id, at, sequence + 2 ** 40))
    },
    loss() {
      throw new Error('nothing is dropped')
    },
  })
  return frameOf(batch.finish())
}

/** Reads all that a batch has, in every way. Returns a number, so that nothing is left out. */
export function useAll(batch: Batch): number {
  let used = batch.lastSequence + batch.unknownEvents
  for (const name of batch.tracepoints) {
    const columns = batch.columns(name)
    used += columns.sequence.length + columns.timestampUs.length
    for (let i = 0; i < columns.count; i++) used += Object.values(columns.event(i)).length
  }
  for (const { name } of TRACEPOINTS) used += [...batch.events(name)].length
  const cursor: BatchCursor = batch.cursor()
  while (cursor.next()) used += cursor.sequence + cursor.timestampUs + cursor.event().sequence
  for (const event of batch) used += event.sequence
  return used
}

/** Bytes that a message's header takes. */
export function headerLength(message: MessageReader): number {
  return message.rootAt * 8
}
