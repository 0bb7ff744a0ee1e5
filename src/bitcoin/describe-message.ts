import type { CutMessage, DecodedMessage, MessageOfKind, RawMessage } from './decode-message.js'
import { bytesToHex, hashToHex } from './hash.js'
import { BitcoinLimits } from './limits.js'
import type { AddressesMessage } from './messages/addresses.js'
import type { VersionMessage } from './messages/handshake.js'
import type { HeadersMessage, LocatorMessage } from './messages/headers.js'
import { type InventoryMessage, inventoryTypeName } from './messages/inventory.js'
import { formatAddressAndPort } from './network-address.js'
import { serviceFlagNames } from './services.js'
import { countOf, escapePeerText, groupDigits } from './text.js'

/** Hex digits of a hash that stands among others: enough to tell and to search. */
const SHORT_HASH_DIGITS = 16
/** Bytes of an unknown payload that are shown. */
const SHOWN_RAW_BYTES = 16

/**
 * One line that tells a person what a message says, such as `inv 3: 2 wtx, 1 block 0000…`
 * or `version 70016 /Satoshi:27.0.0/ height 812,000 services NETWORK|WITNESS`.
 *
 * Text from peers is escaped and cut: the line has printable ASCII and `…` only, and at
 * most `BitcoinLimits.descriptionCharacters` characters. Transactions that are read on demand are
 * not walked, so neither their faults nor bytes behind them are told.
 */
export function describeMessage(message: DecodedMessage): string {
  const line = describe(message) + describeTrailingBytes(message)
  const limit = BitcoinLimits.descriptionCharacters
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}

function describe(message: DecodedMessage): string {
  switch (message.kind) {
    case 'version':
      return describeVersion(message)
    case 'inv':
    case 'getdata':
    case 'notfound':
      return describeInventory(message)
    case 'addr':
    case 'addrv2':
      return describeAddresses(message)
    case 'getblocks':
    case 'getheaders':
      return describeLocator(message)
    case 'headers':
      return describeHeaders(message)
    case 'tx':
      return describeTransaction(message)
    case 'block': {
      const { block } = message
      return `block ${hashToHex(block.hash)} ${countOf(block.transactions.length, 'transaction')}, ${countOf(message.size, 'byte')}`
    }
    case 'merkleblock':
      return `merkleblock ${hashToHex(message.header.hash)} ${countOf(message.transactionCount, 'transaction')}, ${countOf(message.hashes.length, 'hash', 'hashes')}`
    case 'cmpctblock':
      return `cmpctblock ${hashToHex(message.header.hash)} ${countOf(message.shortIdCount, 'short id')}, ${groupDigits(message.prefilledTransactions.length)} prefilled`
    case 'getblocktxn':
      return `getblocktxn ${hashToHex(message.blockHash)} ${countOf(message.indexes.length, 'transaction')}`
    case 'blocktxn':
      return `blocktxn ${hashToHex(message.blockHash)} ${countOf(message.transactions.length, 'transaction')}, ${countOf(message.size, 'byte')}`
    case 'sendcmpct':
      return describeSendCompact(message)
    case 'sendtxrcncl':
      return `sendtxrcncl version ${message.version}`
    case 'feature':
      return `feature ${peerText(message.featureId)} ${countOf(message.featureData.length, 'byte')}`
    case 'ping':
    case 'pong':
      return message.nonce === undefined
        ? `${message.kind} without nonce`
        : `${message.kind} ${message.nonce.toString(16).padStart(16, '0')}`
    case 'feefilter':
      return `feefilter ${groupDigits(message.feeRateSatPerKvb)} sat/kvB`
    case 'reject': {
      const hash = message.hash === undefined ? '' : ` ${hashToHex(message.hash)}`
      return `reject ${peerText(message.rejectedMessageType)} 0x${message.code.toString(16).padStart(2, '0')} ${peerText(message.reason)}${hash}`
    }
    case 'filterload':
      return `filterload ${countOf(message.filter.length, 'byte')}, ${countOf(message.hashFunctions, 'hash function')}`
    case 'filteradd':
      return `filteradd ${countOf(message.element.length, 'byte')}`
    case 'getcfilters':
    case 'getcfheaders':
      return `${message.kind} type ${message.filterType} from height ${groupDigits(message.startHeight)} to ${hashToHex(message.stopHash)}`
    case 'cfilter':
      return `cfilter type ${message.filterType} ${hashToHex(message.blockHash)} ${countOf(message.filter.length, 'byte')}`
    case 'cfheaders':
      return `cfheaders type ${message.filterType} ${countOf(message.filterHashes.length, 'hash', 'hashes')} to ${hashToHex(message.stopHash)}`
    case 'getcfcheckpt':
      return `getcfcheckpt type ${message.filterType} to ${hashToHex(message.stopHash)}`
    case 'cfcheckpt':
      return `cfcheckpt type ${message.filterType} ${countOf(message.filterHeaders.length, 'filter header')} to ${hashToHex(message.stopHash)}`
    case 'raw':
      return describeRaw(message)
    case 'cut':
      return describeCut(message)
    case 'verack':
    case 'sendaddrv2':
    case 'wtxidrelay':
    case 'sendheaders':
    case 'getaddr':
    case 'mempool':
    case 'filterclear':
      return message.kind
  }
}

function describeTrailingBytes(message: DecodedMessage): string {
  const onDemand =
    message.kind === 'block' || message.kind === 'blocktxn' || message.kind === 'cmpctblock'
  if (onDemand || message.trailingBytes === 0) return ''
  return ` (${countOf(message.trailingBytes, 'trailing byte')})`
}

function describeVersion(message: VersionMessage): string {
  const parts = [`version ${message.version}`]
  if (message.userAgent) parts.push(peerText(message.userAgent))
  if (message.startHeight !== undefined) parts.push(`height ${groupDigits(message.startHeight)}`)
  parts.push(`services ${serviceFlagNames(message.services).join('|') || 'none'}`)
  if (message.relay === false) parts.push('no relay')
  return parts.join(' ')
}

function describeInventory(message: InventoryMessage): string {
  const { kind, entries } = message
  const groups = new Map<string, { count: number; hash: Uint8Array }>()
  for (const { type, hash } of entries) {
    const name = inventoryTypeName(type) ?? 'unknown'
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { count: 1, hash })
    else group.count++
  }
  const alone = entries.length === 1
  const parts = [...groups].map(([name, { count, hash }]) => {
    if (count > 1) return `${groupDigits(count)} ${name}`
    return alone ? `${name} ${hashToHex(hash)}` : `1 ${name} ${shortHash(hash)}`
  })
  return withParts(kind, entries.length, parts)
}

function describeAddresses(message: AddressesMessage): string {
  const { kind, addresses } = message
  const only = addresses[0]
  if (addresses.length === 1 && only !== undefined) {
    return `${kind} 1: ${formatAddressAndPort(only)}`
  }
  const counts = new Map<string, number>()
  for (const { network } of addresses) counts.set(network, (counts.get(network) ?? 0) + 1)
  const parts = [...counts].map(([network, count]) => `${groupDigits(count)} ${network}`)
  return withParts(kind, addresses.length, parts)
}

function describeLocator(message: LocatorMessage): string {
  const { kind, locatorHashes, stopHash } = message
  const newest = locatorHashes[0]
  const from = newest === undefined ? '' : ` from ${hashToHex(newest)}`
  const to = stopHash.every(byte => byte === 0) ? '' : ` to ${hashToHex(stopHash)}`
  return `${kind}${from}${to}, ${countOf(locatorHashes.length, 'locator hash', 'locator hashes')}`
}

function describeHeaders(message: HeadersMessage): string {
  const { headers } = message
  const first = headers[0]
  const last = headers.at(-1)
  if (first === undefined || last === undefined) return 'headers 0'
  if (first === last) return `headers 1: ${hashToHex(first.hash)}`
  return `headers ${groupDigits(headers.length)}: ${shortHash(first.hash)} to ${shortHash(last.hash)}`
}

function describeTransaction({ transaction }: MessageOfKind<'tx'>): string {
  return `tx ${hashToHex(transaction.txid)} ${groupDigits(transaction.vsize)} vB, ${groupDigits(transaction.inputCount)} in, ${groupDigits(transaction.outputCount)} out, ${groupDigits(transaction.outputValueSat)} sat`
}

function describeSendCompact({ version, announce }: MessageOfKind<'sendcmpct'>): string {
  const mode = ['low bandwidth', 'high bandwidth'][announce] ?? `announce ${announce}`
  return `sendcmpct version ${version}, ${mode}`
}

function describeRaw({ messageType, payload }: RawMessage): string {
  const head = `${peerText(messageType)} ${countOf(payload.length, 'byte')}`
  if (payload.length === 0) return head
  const more = payload.length > SHOWN_RAW_BYTES ? '…' : ''
  return `${head} ${bytesToHex(payload.subarray(0, SHOWN_RAW_BYTES))}${more}`
}

function describeCut({ messageType, payload, size, count, header }: CutMessage): string {
  const head = `${peerText(messageType)} cut at ${groupDigits(payload.length)} of ${countOf(size, 'byte')}`
  if (header !== undefined) return `${head}: ${hashToHex(header.hash)}`
  return count === undefined ? head : `${head}: ${countOf(count, 'entry', 'entries')}`
}

function withParts(kind: string, count: number, parts: readonly string[]): string {
  const head = `${kind} ${groupDigits(count)}`
  return parts.length === 0 ? head : `${head}: ${parts.join(', ')}`
}

function shortHash(hash: Uint8Array): string {
  return `${hashToHex(hash).slice(0, SHORT_HASH_DIGITS)}…`
}

function peerText(text: string): string {
  return escapePeerText(text, BitcoinLimits.describedTextBytes)
}
