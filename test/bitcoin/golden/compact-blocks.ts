import {
  type Golden,
  genesisHash,
  genesisHeader,
  genesisHeaderJson,
  genesisTransaction,
  genesisTransactionJson,
  hash,
  shown,
  witnessTransaction,
  witnessTransactionJson,
} from './common.js'

export const compactBlocks: readonly Golden[] = [
  {
    name: 'sendcmpct',
    messageType: 'sendcmpct',
    hex: '01 0200000000000000',
    json: { announce: 1, version: '2' },
    line: 'sendcmpct version 2, high bandwidth',
  },
  {
    name: 'sendcmpct that nodes refuse',
    messageType: 'sendcmpct',
    hex: '07 0100000000000000',
    json: { announce: 7, version: '1' },
    line: 'sendcmpct version 1, announce 7',
  },
  {
    name: 'cmpctblock',
    messageType: 'cmpctblock',
    hex: `${genesisHeader} efcdab8967452301 02 010203040506 0a0b0c0d0e0f
      02 00 ${genesisTransaction} 01 ${witnessTransaction}`,
    json: {
      header: genesisHeaderJson,
      nonce: String(0x0123456789abcdefn),
      shortIds: ['060504030201', '0f0e0d0c0b0a'],
      shortIdCount: 2,
      prefilledTransactions: [
        { index: 0, transaction: genesisTransactionJson },
        { index: 2, transaction: witnessTransactionJson },
      ],
    },
    line: `cmpctblock ${genesisHash} 2 short ids, 2 prefilled`,
  },
  {
    name: 'getblocktxn',
    messageType: 'getblocktxn',
    hex: `${hash} 04 00 00 05 fd0001`,
    json: { blockHash: shown, indexes: [0, 1, 7, 264] },
    line: `getblocktxn ${shown} 4 transactions`,
  },
  {
    name: 'blocktxn',
    messageType: 'blocktxn',
    hex: `${hash} 01 ${witnessTransaction} ff`,
    json: { trailingBytes: 1, blockHash: shown, transactions: [witnessTransactionJson] },
    line: `blocktxn ${shown} 1 transaction, 285 bytes`,
  },
]
