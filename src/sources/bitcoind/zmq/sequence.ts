/** What a message of the `sequence` topic tells. Hashes are in display order. */
export type SequenceFact =
  | { readonly label: 'A' | 'R'; readonly hash: string; readonly mempoolSequence: number }
  | { readonly label: 'C' | 'D'; readonly hash: string }

const HASH_BYTES = 32

/** Reads a body of the `sequence` topic; undefined where it is none. */
export function readSequence(body: Uint8Array): SequenceFact | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  const label = String.fromCharCode(bytes[HASH_BYTES] ?? 0)
  const hash = bytes.toString('hex', 0, HASH_BYTES)
  if (label === 'C' || label === 'D') {
    return bytes.length === HASH_BYTES + 1 ? { label, hash } : undefined
  }
  if (label !== 'A' && label !== 'R') return undefined
  if (bytes.length !== HASH_BYTES + 9) return undefined
  return { label, hash, mempoolSequence: Number(bytes.readBigUInt64LE(HASH_BYTES + 1)) }
}

/** Reads a body of the `hashblock` topic: a hash in display order; undefined where it is none. */
export function readHash(body: Uint8Array): string | undefined {
  if (body.length !== HASH_BYTES) return undefined
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString('hex')
}
