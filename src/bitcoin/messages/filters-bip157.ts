import type { ByteReader } from '../byte-reader.js'
import { BitcoinLimits } from '../limits.js'
import type { MessageBase } from './message-base.js'

/** `getcfilters` and `getcfheaders` (BIP 157). */
export interface FilterRangeMessage<
  Kind extends 'getcfilters' | 'getcfheaders' = 'getcfilters' | 'getcfheaders',
> extends MessageBase<Kind> {
  /** 0 is the basic filter of BIP 158. */
  readonly filterType: number
  readonly startHeight: number
  /** Hash of the last block of the range. */
  readonly stopHash: Uint8Array
}

/** `cfilter` (BIP 157). */
export interface FilterMessage extends MessageBase<'cfilter'> {
  readonly filterType: number
  readonly blockHash: Uint8Array
  /** The Golomb-coded set with its count in front: a view into the payload. */
  readonly filter: Uint8Array
}

/** `cfheaders` (BIP 157). */
export interface FilterHeadersMessage extends MessageBase<'cfheaders'> {
  readonly filterType: number
  readonly stopHash: Uint8Array
  /** The filter header before the first of the range. */
  readonly previousFilterHeader: Uint8Array
  readonly filterHashes: readonly Uint8Array[]
}

/** `getcfcheckpt` (BIP 157). */
export interface GetFilterCheckpointsMessage extends MessageBase<'getcfcheckpt'> {
  readonly filterType: number
  readonly stopHash: Uint8Array
}

/** `cfcheckpt` (BIP 157). */
export interface FilterCheckpointsMessage extends MessageBase<'cfcheckpt'> {
  readonly filterType: number
  readonly stopHash: Uint8Array
  /** One for every 1,000 blocks, ascending. */
  readonly filterHeaders: readonly Uint8Array[]
}

export function readFilterRange<Kind extends 'getcfilters' | 'getcfheaders'>(
  reader: ByteReader,
  kind: Kind,
): FilterRangeMessage<Kind> {
  const size = reader.remaining
  const filterType = reader.uint8('filterType')
  const startHeight = reader.uint32('startHeight')
  const stopHash = reader.hash('stopHash')
  return {
    kind,
    messageType: kind,
    size,
    trailingBytes: reader.remaining,
    filterType,
    startHeight,
    stopHash,
  }
}

export function readFilter(reader: ByteReader): FilterMessage {
  const size = reader.remaining
  const filterType = reader.uint8('filterType')
  const blockHash = reader.hash('blockHash')
  const filter = reader.varBytes('filter')
  return {
    kind: 'cfilter',
    messageType: 'cfilter',
    size,
    trailingBytes: reader.remaining,
    filterType,
    blockHash,
    filter,
  }
}

export function readFilterHeaders(reader: ByteReader): FilterHeadersMessage {
  const size = reader.remaining
  const filterType = reader.uint8('filterType')
  const stopHash = reader.hash('stopHash')
  const previousFilterHeader = reader.hash('previousFilterHeader')
  const filterHashes = reader.hashes('filterHashes', BitcoinLimits.filterHeaders)
  return {
    kind: 'cfheaders',
    messageType: 'cfheaders',
    size,
    trailingBytes: reader.remaining,
    filterType,
    stopHash,
    previousFilterHeader,
    filterHashes,
  }
}

export function readGetFilterCheckpoints(reader: ByteReader): GetFilterCheckpointsMessage {
  const size = reader.remaining
  const filterType = reader.uint8('filterType')
  const stopHash = reader.hash('stopHash')
  return {
    kind: 'getcfcheckpt',
    messageType: 'getcfcheckpt',
    size,
    trailingBytes: reader.remaining,
    filterType,
    stopHash,
  }
}

export function readFilterCheckpoints(reader: ByteReader): FilterCheckpointsMessage {
  const size = reader.remaining
  const filterType = reader.uint8('filterType')
  const stopHash = reader.hash('stopHash')
  const filterHeaders = reader.hashes('filterHeaders')
  return {
    kind: 'cfcheckpt',
    messageType: 'cfcheckpt',
    size,
    trailingBytes: reader.remaining,
    filterType,
    stopHash,
    filterHeaders,
  }
}
