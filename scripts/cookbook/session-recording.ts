import { rm } from 'node:fs/promises'
import { connect } from '../../src/client/index.js'
import { startPublisher, type Tracing } from '../../src/publisher/index.js'
import { Recorder } from '../../src/recording/index.js'
import { findTracepoint, type NodeTracepointName } from '../../src/tracepoints/index.js'
import { readSession, type Truth } from '../fidelity/session.js'

/** The session's names of fields, in the order of the catalogue's. */
const FIELDS: Readonly<Record<NodeTracepointName, readonly string[]>> = {
  'net:inbound_message': ['peer_id', 'addr', 'conn_type', 'msg_type', 'size', 'payload'],
  'net:outbound_message': ['peer_id', 'addr', 'conn_type', 'msg_type', 'size', 'payload'],
  'net:inbound_connection': ['peer_id', 'addr', 'conn_type', 'network', 'existing_connections'],
  'net:outbound_connection': ['peer_id', 'addr', 'conn_type', 'network', 'existing_connections'],
  'net:evicted_inbound_connection': ['peer_id', 'addr', 'conn_type', 'network', 'connected_s'],
  'net:closed_connection': ['peer_id', 'addr', 'conn_type', 'network', 'connected_s'],
  'net:misbehaving_connection': ['peer_id', 'reason'],
  'validation:block_connected': ['hash', 'height', 'txs', 'inputs', 'sigops', 'duration_ns'],
  'utxocache:add': ['txid', 'vout', 'height', 'value', 'coinbase', 'cache'],
  'utxocache:spent': ['txid', 'vout', 'height', 'value', 'coinbase', 'cache'],
  'utxocache:uncache': ['txid', 'vout', 'height', 'value', 'coinbase', 'cache'],
  'utxocache:flush': ['duration_us', 'mode', 'coins', 'memory_bytes', 'for_prune'],
  'mempool:added': ['txid', 'vsize', 'fee'],
  'mempool:removed': ['txid', 'reason', 'vsize', 'fee', 'entry_time_s'],
  'mempool:replaced': [
    'txid',
    'vsize',
    'fee',
    'entry_time_s',
    'replacement_id',
    'replacement_vsize',
    'replacement_fee',
    'replacement_is_txid',
  ],
  'mempool:rejected': ['txid', 'reason'],
  'coin_selection:selected_coins': ['wallet', 'algorithm', 'target', 'waste', 'selected_value'],
  'coin_selection:normal_create_tx_internal': ['wallet', 'success', 'fee', 'change_pos'],
  'coin_selection:attempting_aps_create_tx': ['wallet'],
  'coin_selection:aps_create_tx_internal': ['wallet', 'use_aps', 'success', 'fee', 'change_pos'],
}

/**
 * Writes what the USDT probes of a recorded session fired as a recording, with whole payloads
 * from the node's captured messages: as if the node itself had been recorded.
 */
export async function writeSessionRecording(session: string, path: string): Promise<void> {
  const { truth, arrivals } = readSession(session)
  const payloads = payloadQueues(arrivals)
  const clock = { nowUs: 0 }
  const socket = `${path}.sock`
  const tracing = await startPublisher({
    path: socket,
    node: 'Bitcoin Core 31.99.0, regtest',
    clock: () => clock.nowUs,
    monotonicZeroUnixUs: 0,
  })
  try {
    await using client = await connect({ path: socket })
    const subscription = client.subscribe(['*'], { payloadBytes: Number.POSITIVE_INFINITY })
    const terms = await subscription.ready
    const node = await client.describe()
    await using recorder = await Recorder.create(path, { ...terms, where: '', node })
    for (const event of truth) fire(tracing, event, payloads, clock)
    let left = truth.length
    for await (const batch of subscription) {
      await recorder.write(batch)
      left -= batch.eventCount
      if (left <= 0) break
    }
  } finally {
    await tracing.close()
    await rm(socket, { force: true })
  }
}

type Payloads = Map<string, Uint8Array[]>

/** The captured messages in order, by address and direction. */
function payloadQueues(arrivals: ReturnType<typeof readSession>['arrivals']): Payloads {
  const queues: Payloads = new Map()
  for (const { input } of arrivals) {
    if (input.kind !== 'capture') continue
    const key = `${input.direction} ${input.directory}`
    const queue = queues.get(key) ?? []
    queue.push(input.payload)
    queues.set(key, queue)
  }
  return queues
}

function fire(tracing: Tracing, truth: Truth, payloads: Payloads, clock: { nowUs: number }): void {
  clock.nowUs = truth.timeUs
  // The session has Bitcoin Core's tracepoints and no others.
  const name = truth.name as NodeTracepointName
  const { fields } = findTracepoint(name)
  const values = FIELDS[name].map((field, i) => {
    const value = truth.fields[field]
    if (field === 'payload') return payloadOf(truth, payloads)
    if (field === 'cache') return 'unknown'
    const kind = fields[i]?.kind
    if (kind === 'hash') return Buffer.from(String(value), 'hex').reverse()
    return kind === 'enum' ? fields[i]?.enumNames?.[Number(value)] : value
  })
  const site = tracing.tracepoints[name] as unknown as { fire(...values: unknown[]): void }
  site.fire(...values)
}

function payloadOf({ name, fields }: Truth, payloads: Payloads): Uint8Array {
  const direction = name === 'net:inbound_message' ? 'inbound' : 'outbound'
  const directory = String(fields['addr']).replaceAll(':', '_')
  const payload = payloads.get(`${direction} ${directory}`)?.shift()
  if (payload === undefined || payload.length !== fields['size']) {
    throw new Error(`message_capture/${directory} has not what was traced`)
  }
  return payload
}
