import type { BridgeEvent, NodeTracepointName } from '../../src/sources/bitcoind/index.js'
import { TRACEPOINTS } from '../../src/tracepoints/index.js'

/** A field that truth and event share, and how they are compared. */
export interface SharedField {
  /** In truth.jsonl. */
  readonly truth: string
  /** In the event. */
  readonly event: string
  /** Numbers that differ by no more than this are equal: how finely the inputs tell them. */
  readonly within?: number
}

/** How the events of a tracepoint are compared with its truth. */
export interface Comparison {
  /** Fields that say which events can be the same at all. */
  readonly identity: readonly SharedField[]
  readonly others: readonly SharedField[]
}

const PAYLOAD_BYTES = 64
const same = (truth: string, event: string): SharedField => ({ truth, event })

const message: Comparison = {
  identity: [same('peer_id', 'peerId'), same('msg_type', 'messageType'), same('size', 'size')],
  others: [
    same('addr', 'address'),
    same('conn_type', 'connectionType'),
    same('payload', 'payload'),
  ],
}
const connection: Comparison = {
  identity: [same('peer_id', 'peerId')],
  others: [
    same('addr', 'address'),
    same('conn_type', 'connectionType'),
    same('network', 'network'),
    same('existing_connections', 'existingConnections'),
  ],
}
const ended: Comparison = {
  identity: [same('peer_id', 'peerId')],
  others: [
    same('addr', 'address'),
    same('conn_type', 'connectionType'),
    same('network', 'network'),
    same('connected_s', 'establishedAt'),
  ],
}
const coin: Comparison = {
  identity: [same('txid', 'txid'), same('vout', 'vout')],
  others: [same('height', 'height'), same('value', 'value'), same('coinbase', 'coinbase')],
}
const creation = [
  same('success', 'success'),
  same('fee', 'feeSat'),
  same('change_pos', 'changePosition'),
]

/** By tracepoint. */
export const comparisons: Readonly<Record<NodeTracepointName, Comparison>> = {
  'net:inbound_message': message,
  'net:outbound_message': message,
  'net:inbound_connection': connection,
  'net:outbound_connection': connection,
  'net:evicted_inbound_connection': ended,
  'net:closed_connection': ended,
  'net:misbehaving_connection': {
    identity: [same('peer_id', 'peerId')],
    others: [same('reason', 'reason')],
  },
  'validation:block_connected': {
    identity: [same('hash', 'hash')],
    others: [
      same('height', 'height'),
      same('txs', 'transactions'),
      same('inputs', 'inputs'),
      same('sigops', 'sigopsCost'),
      // The log rounds each of four steps to 10 µs.
      { truth: 'duration_ns', event: 'durationNs', within: 20_000 },
    ],
  },
  'utxocache:add': coin,
  'utxocache:spent': coin,
  'utxocache:uncache': coin,
  'utxocache:flush': {
    identity: [],
    others: [
      // It is taken between two lines, and each takes a while to be written.
      { truth: 'duration_us', event: 'durationUs', within: 100 },
      same('mode', 'mode'),
      same('coins', 'coins'),
      // Versions that log it do so in whole KiB.
      { truth: 'memory_bytes', event: 'memoryBytes', within: 1023 },
      same('for_prune', 'forPrune'),
    ],
  },
  'mempool:added': {
    identity: [same('txid', 'txid')],
    others: [same('vsize', 'vsize'), same('fee', 'feeSat')],
  },
  'mempool:removed': {
    identity: [same('txid', 'txid')],
    others: [
      same('reason', 'reason'),
      same('vsize', 'vsize'),
      same('fee', 'feeSat'),
      same('entry_time_s', 'enteredAt'),
    ],
  },
  'mempool:replaced': {
    identity: [same('txid', 'replacedTxid'), same('replacement_id', 'replacementId')],
    others: [
      same('vsize', 'replacedVsize'),
      same('fee', 'replacedFeeSat'),
      same('entry_time_s', 'replacedEnteredAt'),
      same('replacement_vsize', 'replacementVsize'),
      same('replacement_fee', 'replacementFeeSat'),
      same('replacement_is_txid', 'replacementIsTxid'),
    ],
  },
  'mempool:rejected': {
    identity: [same('txid', 'txid')],
    others: [same('reason', 'reason')],
  },
  'coin_selection:selected_coins': {
    identity: [same('wallet', 'wallet')],
    others: [
      same('algorithm', 'algorithm'),
      same('target', 'targetSat'),
      same('waste', 'wasteSat'),
      same('selected_value', 'selectedSat'),
    ],
  },
  'coin_selection:normal_create_tx_internal': {
    identity: [same('wallet', 'wallet')],
    others: creation,
  },
  'coin_selection:attempting_aps_create_tx': {
    identity: [same('wallet', 'wallet')],
    others: [],
  },
  'coin_selection:aps_create_tx_internal': {
    identity: [same('wallet', 'wallet')],
    others: [same('use_aps', 'apsUsed'), ...creation],
  },
}

const kinds = new Map(
  TRACEPOINTS.map(({ name, fields }) => [name, new Map(fields.map(field => [field.name, field]))]),
)

/** A field of an event in the form that truth.jsonl has it in. */
export function asTruth(event: BridgeEvent, field: string): unknown {
  const described = kinds.get(event.tracepoint)?.get(field)
  const value: unknown = Reflect.get(event, field)
  if (described?.enumNames !== undefined) return described.enumNames.indexOf(String(value))
  if (!(value instanceof Uint8Array)) return value
  const bytes = Buffer.from(value)
  return described?.kind === 'hash'
    ? bytes.reverse().toString('hex')
    : bytes.subarray(0, PAYLOAD_BYTES).toString('hex')
}

/** Whether a field of an event is what truth says. */
export function isEqual(truth: unknown, event: unknown, within = 0): boolean {
  if (typeof truth === 'number' && typeof event === 'number') {
    return Math.abs(truth - event) <= within
  }
  return truth === event
}

/** Whether a tracepoint is one of Bitcoin Core's. */
export function isOfNode(name: string): name is NodeTracepointName {
  return name in comparisons
}
