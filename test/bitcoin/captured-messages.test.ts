import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import {
  decodeBlock,
  decodedToJson,
  decodeMessage,
  hashToHex,
  type JsonValue,
  knownMessageTypes,
} from '../../src/bitcoin/index.js'
import { readCapture, readFixture, sessionDirectory, survives, useAll } from './support.js'

/** What `getblock HASH 2` of Bitcoin Core says, as far as it is compared. */
interface CoreBlock {
  readonly hash: string
  readonly version: number
  readonly merkleroot: string
  readonly time: number
  readonly nonce: number
  readonly bits: string
  readonly size: number
  readonly strippedsize: number
  readonly weight: number
  readonly tx: readonly CoreTransaction[]
}

interface CoreTransaction {
  readonly txid: string
  readonly hash: string
  readonly version: number
  readonly size: number
  readonly vsize: number
  readonly weight: number
  readonly locktime: number
  readonly vin: readonly {
    readonly coinbase?: string
    readonly txid?: string
    readonly vout?: number
    readonly scriptSig?: { readonly hex: string }
    readonly txinwitness?: readonly string[]
    readonly sequence: number
  }[]
  readonly vout: readonly {
    /** BTC. */
    readonly value: number
    readonly scriptPubKey: { readonly hex: string }
  }[]
}

/**
 * What the node of the session refused, by type and size, with the words of its log: all
 * else in the session it took.
 */
const refused: ReadonlySet<string> = new Set([
  // ProcessMessages(inv, 2 bytes): end of data
  'inv 2',
  // Misbehaving: headers message size = 2001
  'headers 162084',
  // Misbehaving: too-large bloom filter
  'filterload 36013',
])

test('messages that a node took decode whole', () => {
  for (const { messageType, payload } of readCapture(readFixture('accepted.dat'))) {
    const message = decodeMessage(messageType, payload)
    useAll(message)
    assert.equal(message.trailingBytes, 0)
  }
})

test('messages that a node could not read do not decode', () => {
  for (const { messageType, payload } of readCapture(readFixture('refused.dat'))) {
    assert.equal(
      survives(() => decodeMessage(messageType, payload)),
      false,
    )
  }
})

test('every message of the recorded session decodes if the node took it', () => {
  const session = sessionDirectory()
  const files =
    session === undefined
      ? []
      : readdirSync(join(session, 'message_capture'), { recursive: true, encoding: 'utf8' })
          .filter(name => name.endsWith('.dat'))
          .map(name => join(session, 'message_capture', name))
  let decoded = 0
  for (const file of files) {
    for (const { messageType, payload } of readCapture(readFileSync(file))) {
      const takes = survives(() => useAll(decodeMessage(messageType, payload)))
      assert.equal(takes, !refused.has(`${messageType} ${payload.length}`), messageType)
      if (takes) decoded++
    }
  }
  assert.ok(files.length === 0 || decoded > 1000)
})

test('blocks read as Bitcoin Core reads them', () => {
  const lines = readFixture('blocks.jsonl').toString().trimEnd().split('\n')
  for (const line of lines) {
    const { raw, result } = JSON.parse(line) as { raw: string; result: CoreBlock }
    compareWithCore(Buffer.from(raw, 'hex'), result)
  }
})

test('every block of the recorded session reads as Bitcoin Core reads it', () => {
  const session = sessionDirectory()
  if (session === undefined) return
  const readLines = (name: string) =>
    gunzipSync(readFileSync(join(session, name)))
      .toString()
      .trimEnd()
      .split('\n')
  const blocks = new Map<string, Buffer>()
  for (const line of readLines('zmq.jsonl.gz')) {
    const { topic, body } = JSON.parse(line) as { topic: string; body: string }
    if (topic !== 'rawblock') continue
    const bytes = Buffer.from(body, 'hex')
    blocks.set(hashToHex(decodeBlock(bytes).hash), bytes)
  }
  let compared = 0
  for (const line of readLines('rpc.jsonl.gz')) {
    const { method, result } = JSON.parse(line) as { method: string; result?: CoreBlock }
    const bytes = method === 'getblock' && result ? blocks.get(result.hash) : undefined
    if (bytes === undefined || result === undefined) continue
    compareWithCore(bytes, result)
    compared++
  }
  assert.ok(compared > 100)
})

test('what is decoded survives JSON', () => {
  for (const { messageType, payload } of readCapture(readFixture('accepted.dat'))) {
    const json: JsonValue = decodedToJson(decodeMessage(messageType, payload))
    assert.deepEqual(JSON.parse(JSON.stringify(json)), json)
  }
})

test('the session has most message types', () => {
  const types = new Set<string>()
  for (const { messageType } of readCapture(readFixture('accepted.dat'))) types.add(messageType)
  assert.deepEqual(
    knownMessageTypes.filter(messageType => !types.has(messageType)),
    [
      'feature',
      'reject',
      'getcfilters',
      'cfilter',
      'getcfheaders',
      'cfheaders',
      'getcfcheckpt',
      'cfcheckpt',
    ],
  )
})

function compareWithCore(bytes: Uint8Array, core: CoreBlock): void {
  const block = decodeBlock(bytes)
  const { header } = block
  assert.deepEqual(
    [
      hashToHex(block.hash),
      header.version,
      hashToHex(header.merkleRoot),
      header.timeS,
      header.nonce,
      header.bits.toString(16),
      block.size,
      block.strippedSize,
      block.weight,
    ],
    [
      core.hash,
      core.version,
      core.merkleroot,
      core.time,
      core.nonce,
      core.bits,
      core.size,
      core.strippedsize,
      core.weight,
    ],
  )
  assert.equal(block.transactions.length, core.tx.length)
  let index = 0
  for (const transaction of block.transactions) {
    const expected = core.tx[index++]
    assert.ok(expected)
    assert.deepEqual(
      {
        txid: hashToHex(transaction.txid),
        hash: hashToHex(transaction.wtxid),
        version: transaction.version,
        size: transaction.size,
        vsize: transaction.vsize,
        weight: transaction.weight,
        locktime: transaction.lockTime,
        coinbase: transaction.isCoinbase,
        vin: transaction.inputs.map(input => [
          input.sequence,
          transaction.isCoinbase
            ? ['coinbase', hexOf(input.script)]
            : [hashToHex(input.previousTxid), input.previousIndex, hexOf(input.script)],
          input.witness.map(hexOf),
        ]),
        vout: transaction.outputs.map(({ valueSat, script }) => [valueSat, hexOf(script)]),
      },
      {
        txid: expected.txid,
        hash: expected.hash,
        version: expected.version,
        size: expected.size,
        vsize: expected.vsize,
        weight: expected.weight,
        locktime: expected.locktime,
        coinbase: index === 1,
        vin: expected.vin.map(input => [
          input.sequence,
          input.coinbase === undefined
            ? [input.txid, input.vout, input.scriptSig?.hex]
            : ['coinbase', input.coinbase],
          input.txinwitness ?? [],
        ]),
        vout: expected.vout.map(({ value, scriptPubKey }) => [
          Math.round(value * 1e8),
          scriptPubKey.hex,
        ]),
      },
    )
  }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
