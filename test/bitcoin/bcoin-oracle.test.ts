import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import {
  type DecodedMessage,
  decodeMessage,
  formatAddress,
  hashToHex,
  shortIdToHex,
  type Transaction,
} from '../../src/bitcoin/index.js'
import { goldens } from './golden/index.js'
import { bytesOf, readCapture, readFixture } from './support.js'

// bcoin picks its native parts when it is loaded; they are not needed here.
process.env['NODE_BACKEND'] = 'js'
const packets: BcoinPackets = createRequire(import.meta.url)('bcoin/lib/net/packets')

/** What is used of bcoin: hashes are hex in internal order, nonces and bytes are buffers. */
interface BcoinPackets {
  fromRaw(messageType: string, payload: Buffer): BcoinPacket
}

interface BcoinTransaction {
  txid(): string
  witnessHash(encoding: 'hex'): string
  getWeight(): number
  getVirtualSize(): number
}

interface BcoinHeaders {
  rhash(): string
  version: number
  prevBlock: string
  merkleRoot: string
  time: number
  bits: number
  nonce: number
}

interface BcoinAddress {
  host: string
  port: number
  services: number
  time: number
}

/** The fields of all packets together: each has some of them. */
interface BcoinPacket {
  version: number
  services: number
  time: number
  remote: BcoinAddress
  local: BcoinAddress
  nonce: Buffer
  agent: string
  height: number
  noRelay: boolean
  items: (BcoinAddress & BcoinHeaders & { type: number; hash: string })[]
  locator: string[]
  stop: string | null
  tx: BcoinTransaction
  block: BcoinHeaders & {
    toBlock(): BcoinHeaders & { txs: BcoinTransaction[] }
    hashes: Buffer[]
    flags: Buffer
    totalTX: number
    keyNonce: Buffer
    ids: number[]
    ptx: [number, BcoinTransaction][]
  }
  rate: number
  mode: number
  request: { hash: string; indexes: number[] }
  response: { hash: string; txs: BcoinTransaction[] }
  message: string
  code: number
  reason: string
  hash: string | null
  filter: { filter: Buffer; n: number; tweak: number; update: number }
  data: Buffer
}

/** Both readings of a message in one shape, so that a difference shows as one of values. */
type Pair = readonly [ours: unknown, theirs: unknown]

function compare(message: DecodedMessage, packet: BcoinPacket): Pair {
  switch (message.kind) {
    case 'version':
      return [
        [
          message.version,
          Number(message.services & 0xffffffffn),
          message.timeS,
          message.receiver.port,
          message.nonce ?? 0n,
          message.userAgent ?? '',
          // bcoin takes a height below zero for zero.
          Math.max(0, message.startHeight ?? 0),
          message.relay === false,
        ],
        [
          packet.version,
          packet.services,
          packet.time,
          packet.remote.port,
          packet.nonce.readBigUInt64LE(),
          packet.agent,
          packet.height,
          packet.noRelay,
        ],
      ]
    case 'ping':
    case 'pong':
      return [message.nonce, packet.nonce?.readBigUInt64LE() ?? undefined]
    case 'addr':
      return [
        message.addresses.map(address => [
          formatAddress(address),
          address.port,
          Number(address.services & 0xffffffffn),
          address.timeS,
        ]),
        packet.items.map(({ host, port, services, time }) => [host, port, services, time]),
      ]
    case 'inv':
    case 'getdata':
    case 'notfound':
      return [
        message.entries.map(({ type, hash }) => [type, hex(hash)]),
        packet.items.map(({ type, hash }) => [type, hash]),
      ]
    case 'getblocks':
    case 'getheaders':
      return [
        [message.locatorHashes.map(hex), hex(message.stopHash)],
        [packet.locator, packet.stop ?? hex(new Uint8Array(32))],
      ]
    case 'headers':
      return [message.headers.map(headerOf), packet.items.map(bcoinHeaderOf)]
    case 'tx':
      return [transactionOf(message.transaction), bcoinTransactionOf(packet.tx)]
    case 'block':
      return [
        [headerOf(message.block.header), [...message.block.transactions].map(transactionOf)],
        [bcoinHeaderOf(packet.block.toBlock()), packet.block.toBlock().txs.map(bcoinTransactionOf)],
      ]
    case 'merkleblock':
      return [
        [
          headerOf(message.header),
          message.transactionCount,
          message.hashes.map(hex),
          hex(message.flags),
        ],
        [
          bcoinHeaderOf(packet.block),
          packet.block.totalTX,
          packet.block.hashes.map(hash => hash.toString('hex')),
          packet.block.flags.toString('hex'),
        ],
      ]
    case 'cmpctblock':
      return [
        [
          headerOf(message.header),
          message.nonce,
          Array.from({ length: message.shortIdCount }, (_, index) =>
            Number.parseInt(shortIdToHex(message.shortIds, index), 16),
          ),
          [...message.prefilledTransactions].map(({ index, transaction }) => [
            index,
            transactionOf(transaction),
          ]),
        ],
        [
          bcoinHeaderOf(packet.block),
          packet.block.keyNonce.readBigUInt64LE(),
          packet.block.ids,
          absoluteIndexes(packet.block.ptx).map(([index, transaction]) => [
            index,
            bcoinTransactionOf(transaction),
          ]),
        ],
      ]
    case 'getblocktxn':
      return [
        [hex(message.blockHash), message.indexes],
        [packet.request.hash, packet.request.indexes],
      ]
    case 'blocktxn':
      return [
        [hex(message.blockHash), [...message.transactions].map(transactionOf)],
        [packet.response.hash, packet.response.txs.map(bcoinTransactionOf)],
      ]
    case 'sendcmpct':
      return [
        [message.announce, Number(message.version)],
        [packet.mode, packet.version],
      ]
    case 'feefilter':
      return [message.feeRateSatPerKvb, packet.rate]
    case 'reject':
      return [
        [message.rejectedMessageType, message.code, message.reason, hex(message.hash)],
        [packet.message, packet.code, packet.reason, packet.hash ?? undefined],
      ]
    case 'filterload':
      return [
        [hex(message.filter), message.hashFunctions, message.tweak, message.flags],
        [
          packet.filter.filter.toString('hex'),
          packet.filter.n,
          packet.filter.tweak,
          packet.filter.update,
        ],
      ]
    case 'filteradd':
      return [hex(message.element), packet.data.toString('hex')]
    default:
      return [message.size, message.trailingBytes]
  }
}

/** The types that both know and that say more than their name. */
const sharedTypes: ReadonlySet<string> = new Set(
  (
    'version ping pong addr inv getdata notfound getblocks getheaders headers tx block merkleblock ' +
    'cmpctblock getblocktxn blocktxn sendcmpct feefilter reject filterload filteradd'
  ).split(' '),
)

/** Golden bytes that bcoin reads differently. */
const bcoinDiffers: ReadonlySet<string> = new Set([
  // It throws; Bitcoin Core takes it as an answer.
  'pong that is too short, which nodes take',
  // It drops the eighth bit of text.
  'version without relay flag, hostile user agent',
  // It throws at a time below zero; Bitcoin Core takes it for zero.
  'version that ends behind the nonce, no services',
  // It fills absent fields with its own.
  'version that ends behind the receiver, as very old peers send it',
])

test('golden bytes mean the same to bcoin', () => {
  const compared = new Set<string>()
  for (const { name, messageType, hex: digits } of goldens) {
    if (!sharedTypes.has(messageType) || bcoinDiffers.has(name)) continue
    compareWithBcoin(messageType, bytesOf(digits), name)
    compared.add(messageType)
  }
  assert.deepEqual(compared, sharedTypes)
})

test('genuine messages mean the same to bcoin', () => {
  let compared = 0
  for (const { messageType, payload } of readCapture(readFixture('accepted.dat'))) {
    if (!sharedTypes.has(messageType)) continue
    compareWithBcoin(messageType, payload, `${messageType} of ${payload.length} bytes`)
    compared++
  }
  assert.ok(compared > 80)
})

function compareWithBcoin(messageType: string, payload: Uint8Array, name: string): void {
  const [ours, theirs] = compare(
    decodeMessage(messageType, payload),
    packets.fromRaw(messageType, Buffer.from(payload)),
  )
  assert.deepEqual(ours, theirs, name)
}

function hex(bytes: Uint8Array): string
function hex(bytes: Uint8Array | undefined): string | undefined
function hex(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('hex')
}

/** bcoin keeps the differences until it resolves the block. */
function absoluteIndexes(
  prefilled: readonly [number, BcoinTransaction][],
): [number, BcoinTransaction][] {
  let previous = -1
  return prefilled.map(([difference, transaction]) => {
    previous += difference + 1
    return [previous, transaction]
  })
}

function headerOf(
  header: Extract<DecodedMessage, { kind: 'headers' }>['headers'][number],
): readonly unknown[] {
  const { version, timeS, bits, nonce } = header
  return [
    hashToHex(header.hash),
    // bcoin reads versions as unsigned.
    version >>> 0,
    hex(header.previousHash),
    hex(header.merkleRoot),
    timeS,
    bits,
    nonce,
  ]
}

function bcoinHeaderOf(header: BcoinHeaders): readonly unknown[] {
  const { version, prevBlock, merkleRoot, time, bits, nonce } = header
  return [header.rhash(), version, prevBlock, merkleRoot, time, bits, nonce]
}

function transactionOf(transaction: Transaction): readonly unknown[] {
  return [
    hashToHex(transaction.txid),
    hex(transaction.wtxid),
    transaction.weight,
    transaction.vsize,
  ]
}

function bcoinTransactionOf(transaction: BcoinTransaction): readonly unknown[] {
  return [
    transaction.txid(),
    transaction.witnessHash('hex'),
    transaction.getWeight(),
    transaction.getVirtualSize(),
  ]
}
