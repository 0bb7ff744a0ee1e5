import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Transaction as OracleTransaction } from 'bitcoinjs-lib'
import fc from 'fast-check'
import { decodeTransaction, hashToHex } from '../../src/bitcoin/index.js'
import { assertMalformed, bytesOf } from './support.js'

const outpoint = `${'11'.repeat(32)} 00000000`
const input = `${outpoint} 00 ffffffff`
const output = '0100000000000000 01 51'

const bytes = (maxLength: number) => fc.uint8Array({ maxLength })

/** Transactions whose scripts and witness items reach over the borders of CompactSize. */
const transactions = fc.record({
  version: fc.nat(0xffffffff),
  lockTime: fc.nat(0xffffffff),
  inputs: fc.array(
    fc.record({
      hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      index: fc.nat(0xffffffff),
      sequence: fc.nat(0xffffffff),
      script: bytes(300),
      witness: fc.array(bytes(300), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  outputs: fc.array(
    fc.record({ script: bytes(300), value: fc.bigInt({ min: 0n, max: 2_100_000_000_000_000n }) }),
    { maxLength: 5 },
  ),
})

test('any transaction means the same to bitcoinjs-lib', () => {
  fc.assert(
    fc.property(transactions, ({ version, lockTime, inputs, outputs }) => {
      const oracle = new OracleTransaction()
      oracle.version = version
      oracle.locktime = lockTime
      for (const [index, given] of inputs.entries()) {
        oracle.addInput(given.hash, given.index, given.sequence, given.script)
        oracle.setWitness(index, given.witness)
      }
      for (const { script, value } of outputs) oracle.addOutput(script, value)
      const payload = oracle.toBuffer()
      const transaction = decodeTransaction(payload)

      assert.equal(hashToHex(transaction.txid), oracle.getId())
      assert.deepEqual(
        transaction.wtxid,
        // It gives zeros for what looks like a coinbase.
        oracle.isCoinbase() ? transaction.wtxid : new Uint8Array(oracle.getHash(true)),
      )
      assert.equal(transaction.version, version)
      assert.equal(transaction.lockTime, lockTime)
      assert.equal(transaction.hasWitness, oracle.hasWitnesses())
      assert.equal(transaction.size, payload.length)
      assert.equal(transaction.strippedSize, oracle.byteLength(false))
      assert.equal(transaction.weight, oracle.weight())
      assert.equal(transaction.vsize, oracle.virtualSize())
      assert.equal(
        transaction.isCoinbase,
        // It doesn't look at the index.
        oracle.isCoinbase() && inputs[0]?.index === 0xffffffff,
      )
      assert.equal(transaction.inputCount, inputs.length)
      assert.equal(transaction.outputCount, outputs.length)
      assert.deepEqual(
        transaction.inputs,
        inputs.map(given => ({
          previousTxid: given.hash,
          previousIndex: given.index,
          script: given.script,
          sequence: given.sequence,
          witness: given.witness,
        })),
      )
      assert.deepEqual(
        transaction.outputs,
        outputs.map(({ script, value }) => ({ valueSat: Number(value), script })),
      )
      assert.deepEqual(transaction.bytes, new Uint8Array(payload))
    }),
    { numRuns: 200 },
  )
})

test('what is made on demand is made once', () => {
  const transaction = decodeTransaction(bytesOf(`01000000 01 ${input} 01 ${output} 00000000`))
  assert.equal(transaction.inputs, transaction.inputs)
  assert.equal(transaction.outputs, transaction.outputs)
  assert.equal(transaction.txid, transaction.txid)
  assert.equal(transaction.txid, transaction.wtxid)
  assert.equal(transaction.outputValueSat, 1)
  assert.equal(transaction.isCoinbase, false)
})

test('neither inputs nor outputs: ten bytes that Bitcoin Core reads', () => {
  const transaction = decodeTransaction(bytesOf('02000000 00 00 00000000'))
  assert.equal(transaction.inputCount, 0)
  assert.equal(transaction.outputCount, 0)
  assert.equal(transaction.hasWitness, false)
  assert.equal(transaction.weight, 40)
  assert.deepEqual(transaction.inputs, [])
  assert.deepEqual(transaction.outputs, [])
})

test('values that nodes refuse later are read, those over 2^53 are not', () => {
  const withValue = (value: string) => bytesOf(`01000000 01 ${input} 01 ${value} 00 00000000`)
  assert.equal(decodeTransaction(withValue('ffffffffffffffff')).outputs[0]?.valueSat, -1)
  assertMalformed(
    () => decodeTransaction(withValue('ffffffffffffff7f')),
    'transaction.outputs[0].valueSat at byte 47: 9223372036854775807 is outside',
  )
})

test('what Bitcoin Core refuses is refused, with the field and the byte', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['', 'transaction.version at byte 0: 4 bytes are needed, 0 are left'],
    // BIP 144 with a witness that is empty.
    [
      `01000000 0001 01 ${input} 01 ${output} 00 00000000`,
      'transaction.witness at byte 59: all witness stacks are empty',
    ],
    [`01000000 0001 00 00 00000000`, 'all witness stacks are empty'],
    [
      `01000000 0002 01 ${input} 01 ${output} 00000000`,
      'transaction.flags at byte 5: 0x2 has bits that nobody knows',
    ],
    [`01000000 0003 01 ${input} 01 ${output} 01 00 00000000`, 'transaction.flags at byte 5: 0x3'],
    [`01000000 02 ${input} 00 00000000`, 'transaction.inputs at byte 4: count 2 needs'],
    [`01000000 01 ${input} 03 ${output} 00000000`, 'transaction.outputs at byte 46: count 3'],
    [`01000000 01 ${outpoint} fd0000 ffffffff 00 00000000`, 'transaction.inputs[0].script at'],
    [`01000000 01 ${outpoint} 7f ffffffff 00 00000000`, 'inputs[0].script at byte 42: 127 bytes'],
    [
      `01000000 0001 01 ${input} 00 01 ff00000000 00000000`,
      'transaction.witness[0].item at byte 50',
    ],
    [`01000000 01 ${input} 00 00000000 0000`, 'transaction.end at byte 51: 2 bytes are left over'],
  ]
  for (const [hex, message] of refused) {
    assertMalformed(() => decodeTransaction(bytesOf(hex)), message)
  }
})
