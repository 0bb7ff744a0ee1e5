import { BlockHeader } from '../block.js'
import type { ByteReader } from '../byte-reader.js'
import { BitcoinLimits, MinimumSizes } from '../limits.js'
import type { MessageBase } from './message-base.js'

/** `getblocks` and `getheaders`: what follows the newest block of the locator that is known. */
export interface LocatorMessage<
  Kind extends 'getblocks' | 'getheaders' = 'getblocks' | 'getheaders',
> extends MessageBase<Kind> {
  /** The sender's protocol version; nodes ignore it. */
  readonly version: number
  /** Block hashes from the newest on, 32 bytes in internal order each, views into the payload. */
  readonly locatorHashes: readonly Uint8Array[]
  /** Where to stop; zeros: as far as the answer may go. */
  readonly stopHash: Uint8Array
}

/**
 * `headers`. The count of transactions behind each header is always zero, and ignored like nodes
 * do.
 */
export interface HeadersMessage extends MessageBase<'headers'> {
  readonly headers: readonly BlockHeader[]
}

export function readLocator<Kind extends 'getblocks' | 'getheaders'>(
  reader: ByteReader,
  kind: Kind,
): LocatorMessage<Kind> {
  const size = reader.remaining
  const version = reader.int32('version')
  const locatorHashes = reader.hashes('locatorHashes', BitcoinLimits.locatorHashes)
  const stopHash = reader.hash('stopHash')
  return {
    kind,
    messageType: kind,
    size,
    trailingBytes: reader.remaining,
    version,
    locatorHashes,
    stopHash,
  }
}

export function readHeaders(reader: ByteReader): HeadersMessage {
  const size = reader.remaining
  const count = reader.count('headers', MinimumSizes.headersEntry, BitcoinLimits.headers)
  const headers: BlockHeader[] = []
  reader.enter('headers')
  for (let index = 0; index < count; index++) {
    reader.at(index)
    headers.push(BlockHeader.read(reader))
    reader.compactSize('transactionCount')
  }
  reader.leave()
  return {
    kind: 'headers',
    messageType: 'headers',
    size,
    trailingBytes: reader.remaining,
    headers,
  }
}
