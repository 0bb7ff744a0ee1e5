/** A record of `msgs_recv.dat`, as bitcoind writes it. */
export function captureRecord(
  messageType: string,
  payload: number | Uint8Array,
  timeUs = 1_795_386_134_000_000,
): Buffer {
  const bytes = typeof payload === 'number' ? Buffer.alloc(payload, 0xab) : payload
  const record = Buffer.alloc(24 + bytes.length)
  record.writeBigInt64LE(BigInt(timeUs), 0)
  record.write(messageType, 8, 12, 'latin1')
  record.writeUInt32LE(bytes.length, 20)
  record.set(bytes, 24)
  return record
}
