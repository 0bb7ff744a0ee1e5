import { MessageBuilder } from '../../src/capnp/index.js'
import { tracing } from '../../src/schema/index.js'
import { type NodeLoad, PEERS, payload } from './node-load.js'

export const { Params: RowsParams } = tracing.NetMessageTrace.methods.messagesStream

/** A batch of rows of upstream's prototype, as the params of a call. */
export function rowsFrame(load: NodeLoad, rows: number, payloadBytes: number): Uint8Array {
  const builder = new MessageBuilder()
  const list = builder.initRoot(RowsParams).initMessages(rows)
  const content = payload(payloadBytes)
  for (let i = 0; i < rows; i++) {
    const row = list.get(i)
    row.inbound = (i & 1) === 0
    row.peerId = i % PEERS
    row.peerAddr = load.addresses[i % PEERS] as string
    row.connType = 'inbound'
    row.msgType = load.messageTypes[i & 7] as string
    row.msgSize = content.length
    row.payload = content
    row.timestampUs = 1_000_000 + i
  }
  return builder.toFrame()
}
