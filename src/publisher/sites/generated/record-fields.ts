// Generated from schema/tracepoints.capnp by `npm run generate`. Do not edit.

import type { RecordField } from '../record-field.js'

const netMessage: readonly RecordField[] = [
  { name: 'peerId', kind: 'int64', offset: 2 },
  { name: 'address', kind: 'text', offset: 8 },
  { name: 'connectionType', kind: 'text', offset: 9 },
  { name: 'messageType', kind: 'text', offset: 10 },
  { name: 'size', kind: 'uint64', offset: 3 },
  { name: 'payload', kind: 'payload', offset: 6 },
]

const netConnection: readonly RecordField[] = [
  { name: 'peerId', kind: 'int64', offset: 2 },
  { name: 'address', kind: 'text', offset: 8 },
  { name: 'connectionType', kind: 'text', offset: 9 },
  { name: 'network', kind: 'enum', offset: 10 },
  { name: 'existingConnections', kind: 'uint64', offset: 3 },
]

const netConnectionEnd: readonly RecordField[] = [
  { name: 'peerId', kind: 'int64', offset: 2 },
  { name: 'address', kind: 'text', offset: 8 },
  { name: 'connectionType', kind: 'text', offset: 9 },
  { name: 'network', kind: 'enum', offset: 10 },
  { name: 'establishedAt', kind: 'int64', offset: 3 },
]

const netMisbehavingConnection: readonly RecordField[] = [
  { name: 'peerId', kind: 'int64', offset: 2 },
  { name: 'reason', kind: 'text', offset: 6 },
]

const blockConnected: readonly RecordField[] = [
  { name: 'hash', kind: 'hash', offset: 6 },
  { name: 'height', kind: 'int32', offset: 10 },
  { name: 'transactions', kind: 'uint64', offset: 2 },
  { name: 'inputs', kind: 'int32', offset: 11 },
  { name: 'sigopsCost', kind: 'uint64', offset: 3 },
  { name: 'durationNs', kind: 'uint64', offset: 4 },
]

const coin: readonly RecordField[] = [
  { name: 'txid', kind: 'hash', offset: 5 },
  { name: 'vout', kind: 'uint32', offset: 6 },
  { name: 'height', kind: 'uint32', offset: 7 },
  { name: 'value', kind: 'int64', offset: 2 },
  { name: 'coinbase', kind: 'bool', offset: 8 },
  { name: 'cache', kind: 'enum', offset: 9 },
]

const cacheFlush: readonly RecordField[] = [
  { name: 'durationUs', kind: 'int64', offset: 2 },
  { name: 'mode', kind: 'enum', offset: 10 },
  { name: 'coins', kind: 'uint64', offset: 3 },
  { name: 'memoryBytes', kind: 'uint64', offset: 4 },
  { name: 'forPrune', kind: 'bool', offset: 11 },
]

const mempoolAdded: readonly RecordField[] = [
  { name: 'txid', kind: 'hash', offset: 4 },
  { name: 'vsize', kind: 'int32', offset: 6 },
  { name: 'feeSat', kind: 'int64', offset: 2 },
]

const mempoolRemoved: readonly RecordField[] = [
  { name: 'txid', kind: 'hash', offset: 5 },
  { name: 'reason', kind: 'text', offset: 8 },
  { name: 'vsize', kind: 'int32', offset: 9 },
  { name: 'feeSat', kind: 'int64', offset: 2 },
  { name: 'enteredAt', kind: 'int64', offset: 3 },
]

const mempoolReplaced: readonly RecordField[] = [
  { name: 'replacedTxid', kind: 'hash', offset: 7 },
  { name: 'replacedVsize', kind: 'int32', offset: 10 },
  { name: 'replacedFeeSat', kind: 'int64', offset: 2 },
  { name: 'replacedEnteredAt', kind: 'int64', offset: 3 },
  { name: 'replacementId', kind: 'hash', offset: 11 },
  { name: 'replacementVsize', kind: 'int32', offset: 11 },
  { name: 'replacementFeeSat', kind: 'int64', offset: 4 },
  { name: 'replacementIsTxid', kind: 'bool', offset: 12 },
]

const mempoolRejected: readonly RecordField[] = [
  { name: 'txid', kind: 'hash', offset: 3 },
  { name: 'reason', kind: 'text', offset: 4 },
]

const selectedCoins: readonly RecordField[] = [
  { name: 'wallet', kind: 'text', offset: 10 },
  { name: 'algorithm', kind: 'text', offset: 11 },
  { name: 'targetSat', kind: 'int64', offset: 2 },
  { name: 'wasteSat', kind: 'int64', offset: 3 },
  { name: 'selectedSat', kind: 'int64', offset: 4 },
]

const createTx: readonly RecordField[] = [
  { name: 'wallet', kind: 'text', offset: 6 },
  { name: 'success', kind: 'bool', offset: 7 },
  { name: 'feeSat', kind: 'int64', offset: 2 },
  { name: 'changePosition', kind: 'int32', offset: 8 },
]

const attemptingAps: readonly RecordField[] = [
  { name: 'wallet', kind: 'text', offset: 4 },
]

const apsCreateTx: readonly RecordField[] = [
  { name: 'wallet', kind: 'text', offset: 6 },
  { name: 'apsUsed', kind: 'bool', offset: 7 },
  { name: 'success', kind: 'bool', offset: 8 },
  { name: 'feeSat', kind: 'int64', offset: 2 },
  { name: 'changePosition', kind: 'int32', offset: 9 },
]

const snapshotPeer: readonly RecordField[] = [
  { name: 'snapshotId', kind: 'uint32', offset: 18 },
  { name: 'peerId', kind: 'int64', offset: 2 },
  { name: 'address', kind: 'text', offset: 19 },
  { name: 'connectionType', kind: 'text', offset: 20 },
  { name: 'network', kind: 'enum', offset: 21 },
  { name: 'establishedAt', kind: 'int64', offset: 3 },
  { name: 'messagesReceived', kind: 'uint64', offset: 4 },
  { name: 'messagesSent', kind: 'uint64', offset: 5 },
  { name: 'bytesReceived', kind: 'uint64', offset: 6 },
  { name: 'bytesSent', kind: 'uint64', offset: 7 },
  { name: 'protocolVersion', kind: 'uint32', offset: 22 },
  { name: 'userAgent', kind: 'text', offset: 23 },
  { name: 'pingUs', kind: 'int64', offset: 8 },
]

const snapshotMempool: readonly RecordField[] = [
  { name: 'snapshotId', kind: 'uint32', offset: 14 },
  { name: 'transactions', kind: 'uint64', offset: 2 },
  { name: 'vsize', kind: 'uint64', offset: 3 },
  { name: 'feeSat', kind: 'uint64', offset: 4 },
  { name: 'memoryBytes', kind: 'uint64', offset: 5 },
  { name: 'minFeeRate', kind: 'uint64', offset: 6 },
]

const snapshotTip: readonly RecordField[] = [
  { name: 'snapshotId', kind: 'uint32', offset: 6 },
  { name: 'hash', kind: 'hash', offset: 4 },
  { name: 'height', kind: 'int32', offset: 7 },
  { name: 'blockTime', kind: 'int64', offset: 2 },
]

const snapshotEnd: readonly RecordField[] = [
  { name: 'snapshotId', kind: 'uint32', offset: 10 },
  { name: 'records', kind: 'uint64', offset: 2 },
  { name: 'missing', kind: 'uint64', offset: 3 },
  { name: 'failure', kind: 'text', offset: 11 },
  { name: 'durationUs', kind: 'uint64', offset: 4 },
]

const nodetapSubscribed: readonly RecordField[] = [
  { name: 'subscriptionId', kind: 'uint64', offset: 2 },
  { name: 'connectionId', kind: 'uint64', offset: 3 },
  { name: 'processId', kind: 'uint32', offset: 8 },
  { name: 'kind', kind: 'text', offset: 9 },
  { name: 'tracepoints', kind: 'text', offset: 10 },
  { name: 'where', kind: 'text', offset: 11 },
  { name: 'subscriptions', kind: 'uint32', offset: 12 },
]

const nodetapUnsubscribed: readonly RecordField[] = [
  { name: 'subscriptionId', kind: 'uint64', offset: 2 },
  { name: 'connectionId', kind: 'uint64', offset: 3 },
  { name: 'processId', kind: 'uint32', offset: 18 },
  { name: 'sentEvents', kind: 'uint64', offset: 4 },
  { name: 'sentBytes', kind: 'uint64', offset: 5 },
  { name: 'lostEvents', kind: 'uint64', offset: 6 },
  { name: 'durationUs', kind: 'uint64', offset: 7 },
  { name: 'workerTimeUs', kind: 'uint64', offset: 8 },
  { name: 'subscriptions', kind: 'uint32', offset: 19 },
]

const nodetapLost: readonly RecordField[] = [
  { name: 'subscriptionId', kind: 'uint64', offset: 2 },
  { name: 'lostTracepoint', kind: 'text', offset: 12 },
  { name: 'cause', kind: 'text', offset: 13 },
  { name: 'lostEvents', kind: 'uint64', offset: 3 },
  { name: 'firstSequence', kind: 'uint64', offset: 4 },
  { name: 'lastSequence', kind: 'uint64', offset: 5 },
]

const nodetapRing: readonly RecordField[] = [
  { name: 'usedBytes', kind: 'uint64', offset: 2 },
  { name: 'highWaterBytes', kind: 'uint64', offset: 3 },
  { name: 'capacityBytes', kind: 'uint64', offset: 4 },
  { name: 'firedEvents', kind: 'uint64', offset: 5 },
  { name: 'lostEvents', kind: 'uint64', offset: 6 },
  { name: 'subscriptions', kind: 'uint32', offset: 14 },
  { name: 'connections', kind: 'uint32', offset: 15 },
]

/** By tracepoint: where an event's fields are in its record, in the schema's order. */
export const recordFields: readonly (readonly RecordField[])[] = [
  netMessage, // net:inbound_message
  netMessage, // net:outbound_message
  netConnection, // net:inbound_connection
  netConnection, // net:outbound_connection
  netConnectionEnd, // net:evicted_inbound_connection
  netConnectionEnd, // net:closed_connection
  netMisbehavingConnection, // net:misbehaving_connection
  blockConnected, // validation:block_connected
  coin, // utxocache:add
  coin, // utxocache:spent
  coin, // utxocache:uncache
  cacheFlush, // utxocache:flush
  mempoolAdded, // mempool:added
  mempoolRemoved, // mempool:removed
  mempoolReplaced, // mempool:replaced
  mempoolRejected, // mempool:rejected
  selectedCoins, // coin_selection:selected_coins
  createTx, // coin_selection:normal_create_tx_internal
  attemptingAps, // coin_selection:attempting_aps_create_tx
  apsCreateTx, // coin_selection:aps_create_tx_internal
  snapshotPeer, // snapshot:peer
  snapshotMempool, // snapshot:mempool
  snapshotTip, // snapshot:tip
  snapshotEnd, // snapshot:end
  nodetapSubscribed, // nodetap:subscribed
  nodetapUnsubscribed, // nodetap:unsubscribed
  nodetapLost, // nodetap:lost
  nodetapRing, // nodetap:ring
]

/** By tracepoint: the text field of which its site asks the gate; null: it has none. */
export const gateFields: readonly (string | null)[] = [
  'messageType', // net:inbound_message
  'messageType', // net:outbound_message
  null, // net:inbound_connection
  null, // net:outbound_connection
  null, // net:evicted_inbound_connection
  null, // net:closed_connection
  null, // net:misbehaving_connection
  null, // validation:block_connected
  null, // utxocache:add
  null, // utxocache:spent
  null, // utxocache:uncache
  null, // utxocache:flush
  null, // mempool:added
  null, // mempool:removed
  null, // mempool:replaced
  null, // mempool:rejected
  null, // coin_selection:selected_coins
  null, // coin_selection:normal_create_tx_internal
  null, // coin_selection:attempting_aps_create_tx
  null, // coin_selection:aps_create_tx_internal
  null, // snapshot:peer
  null, // snapshot:mempool
  null, // snapshot:tip
  null, // snapshot:end
  null, // nodetap:subscribed
  null, // nodetap:unsubscribed
  null, // nodetap:lost
  null, // nodetap:ring
]
