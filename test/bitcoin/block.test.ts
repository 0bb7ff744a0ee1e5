import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Block as OracleBlock } from 'bitcoinjs-lib'
import {
  decodeBlock,
  decodeBlockHeader,
  decodeMessage,
  hashToHex,
} from '../../src/bitcoin/index.js'
import { assertMalformed, bytesOf, readCapture, readFixture } from './support.js'

const header = 'ab'.repeat(80)
const transaction = '02000000 00 00 00000000'

function fixtureBlocks(): Uint8Array[] {
  const blocks: Uint8Array[] = []
  for (const { messageType, payload } of readCapture(readFixture('accepted.dat'))) {
    if (messageType === 'block') blocks.push(payload)
  }
  return blocks
}

test('genuine blocks mean the same to bitcoinjs-lib', () => {
  const blocks = fixtureBlocks()
  assert.ok(blocks.length > 10)
  for (const bytes of blocks) {
    const block = decodeBlock(bytes)
    const oracle = OracleBlock.fromBuffer(bytes)
    assert.equal(hashToHex(block.hash), oracle.getId())
    assert.equal(block.header.version, oracle.version)
    assert.deepEqual(block.header.previousHash, new Uint8Array(oracle.prevHash ?? []))
    assert.deepEqual(block.header.merkleRoot, new Uint8Array(oracle.merkleRoot ?? []))
    assert.equal(block.header.timeS, oracle.timestamp)
    assert.equal(block.header.bits, oracle.bits)
    assert.equal(block.header.nonce, oracle.nonce)
    assert.equal(block.size, bytes.length)
    assert.equal(block.weight, oracle.weight())
    assert.deepEqual(
      Array.from(block.transactions, each => hashToHex(each.txid)),
      oracle.transactions?.map(each => each.getId()),
    )
  }
})

test('a header is eighty bytes', () => {
  assert.deepEqual(decodeBlockHeader(bytesOf(`${header} 00`)).bytes, bytesOf(header))
  assertMalformed(
    () => decodeBlockHeader(bytesOf(header.slice(2))),
    'header.header at byte 0: 80 bytes are needed, 79 are left',
  )
})

test('a count of transactions that cannot be is refused at once', () => {
  assertMalformed(
    () => decodeBlock(bytesOf(`${header} feffffff01 ${transaction}`)),
    'block.transactions at byte 80: count 33554431 needs at least',
  )
})

test('transactions before a malformed one are read, then the walk fails', () => {
  const block = decodeBlock(
    bytesOf(`${header} 03 ${transaction} ${transaction} ${'ff'.repeat(10)}`),
  )
  assert.equal(block.transactions.length, 3)
  const seen: number[] = []
  assertMalformed(() => {
    for (const each of block.transactions) seen.push(each.version)
  }, 'block.transactions[2].inputs at byte 106: 8 bytes are needed, 5 are left')
  assert.deepEqual(seen, [2, 2])
  assertMalformed(() => block.size, 'block.transactions[2]')
  assertMalformed(() => block.weight, 'block.transactions[2]')
})

test('each walk starts anew, also after one that was left', () => {
  const block = decodeBlock(bytesOf(`${header} 02 ${transaction} ${transaction} 0000`))
  for (const _ of block.transactions) break
  assert.equal([...block.transactions].length, 2)
  assert.equal([...block.transactions].length, 2)
  assert.equal(block.size, 101)
  const message = decodeMessage('block', bytesOf(`${header} 02 ${transaction} ${transaction} 0000`))
  assert.equal(message.trailingBytes, 2)
})
