import type { JsonObject, KnownMessageType } from '../../../src/bitcoin/index.js'

/** A payload put together by hand, and all that has to come out of it. */
export interface Golden {
  readonly name: string
  readonly messageType: KnownMessageType
  /** Hex with blanks between the fields. */
  readonly hex: string
  /** The JSON without `kind`, `messageType` and `size`; `trailingBytes` 0 is left out. */
  readonly json: JsonObject
  readonly line: string
}

/** 32 bytes that tell the two orders apart, and how they are displayed. */
export const hash = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
export const shown = '1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100'
export const zeros = '00'.repeat(32)
export const ones = '11'.repeat(32)
export const ipv6Zeros = '00'.repeat(16)
export const ipv4 = '00000000000000000000ffff01020304'

/** The header of the main network's first block, as Bitcoin Core's sources give its fields. */
export const genesisHeader = `01000000 ${zeros}
  3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a 29ab5f49 ffff001d 1dac2b7c`
export const genesisHash = '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f'
export const genesisTxid = '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b'
export const genesisScript =
  '04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73'
export const genesisOutputScript =
  '4104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac'
export const genesisTransaction = `01000000 01 ${zeros} ffffffff 4d ${genesisScript} ffffffff
  01 00f2052a01000000 43 ${genesisOutputScript} 00000000`
export const genesisHeaderJson = {
  hash: genesisHash,
  version: 1,
  previousHash: zeros,
  merkleRoot: genesisTxid,
  timeS: 1231006505,
  bits: 0x1d00ffff,
  nonce: 2083236893,
}
export const genesisTransactionJson = {
  txid: genesisTxid,
  wtxid: genesisTxid,
  version: 1,
  size: 204,
  vsize: 204,
  weight: 816,
  inputs: [
    {
      previousTxid: zeros,
      previousIndex: 0xffffffff,
      script: genesisScript,
      sequence: 0xffffffff,
      witness: [],
    },
  ],
  outputs: [{ valueSat: 5_000_000_000, script: genesisOutputScript }],
  lockTime: 0,
}

/**
 * The signed example of BIP 143 for a P2WPKH nested in P2SH: hashes and sizes are Bitcoin Core's.
 */
export const witnessTransaction = `01000000 00 01
  01 db6b1b20aa0fd7b23880be2ecbd4a98130974cf4748fb66092ac4d3ceb1a5477 01000000
  17 16001479091972186c449eb1ded22b78e40d009bdf0089 feffffff
  02 b8b4eb0b00000000 19 76a914a457b684d7f0d539a46a45bbc043f35b59d0d96388ac
     0008af2f00000000 19 76a914fd270b1ee6abcaea97fea7ad0402e8bd8ad6d77c88ac
  02 47 3044022047ac8e878352d3ebbde1c94ce3a10d057c24175747116f8288e5d794d12d482f0220217f36a485cae903c713331d877c1f64677e3622ad4010726870540656fe9dcb01
     21 03ad1d8e89212f0b92c74d23bb710c00662ad1470198ac48c43f7d6f93a2a26873
  92040000`
export const witnessTransactionJson = {
  txid: 'ef48d9d0f595052e0f8cdcf825f7a5e50b6a388a81f206f3f4846e5ecd7a0c23',
  wtxid: '680f483b2bf6c5dcbf111e69e885ba248a41a5e92070cfb0afec3cfc49a9fabb',
  version: 1,
  size: 251,
  vsize: 170,
  weight: 677,
  inputs: [
    {
      previousTxid: '77541aeb3c4dac9260b68f74f44c973081a9d4cb2ebe8038b2d70faa201b6bdb',
      previousIndex: 1,
      script: '16001479091972186c449eb1ded22b78e40d009bdf0089',
      sequence: 0xfffffffe,
      witness: [
        '3044022047ac8e878352d3ebbde1c94ce3a10d057c24175747116f8288e5d794d12d482f0220217f36a485cae903c713331d877c1f64677e3622ad4010726870540656fe9dcb01',
        '03ad1d8e89212f0b92c74d23bb710c00662ad1470198ac48c43f7d6f93a2a26873',
      ],
    },
  ],
  outputs: [
    { valueSat: 199996600, script: '76a914a457b684d7f0d539a46a45bbc043f35b59d0d96388ac' },
    { valueSat: 800000000, script: '76a914fd270b1ee6abcaea97fea7ad0402e8bd8ad6d77c88ac' },
  ],
  lockTime: 1170,
}

/** The JSON of an address. */
export const address = (
  network: string,
  networkId: number,
  bytes: string,
  port: number,
  text: string,
) => ({
  network,
  networkId,
  bytes,
  port,
  address: text,
})
