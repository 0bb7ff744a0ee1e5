import {
  type Golden,
  genesisHash,
  genesisHeader,
  genesisHeaderJson,
  genesisTransaction,
  genesisTransactionJson,
  genesisTxid,
  witnessTransaction,
  witnessTransactionJson,
} from './common.js'

export const blocks: readonly Golden[] = [
  {
    name: 'tx without witness',
    messageType: 'tx',
    hex: genesisTransaction,
    json: { transaction: genesisTransactionJson },
    line: `tx ${genesisTxid} 204 vB, 1 in, 1 out, 5,000,000,000 sat`,
  },
  {
    name: 'tx with witness, trailing byte',
    messageType: 'tx',
    hex: `${witnessTransaction} 00`,
    json: { trailingBytes: 1, transaction: witnessTransactionJson },
    line: `tx ${witnessTransactionJson.txid} 170 vB, 1 in, 2 out, 999,996,600 sat (1 trailing byte)`,
  },
  {
    name: 'block',
    messageType: 'block',
    hex: `${genesisHeader} 01 ${genesisTransaction}`,
    json: {
      block: {
        header: genesisHeaderJson,
        size: 285,
        weight: 1140,
        transactions: [genesisTransactionJson],
      },
    },
    line: `block ${genesisHash} 1 transaction, 285 bytes`,
  },
  {
    name: 'block with trailing bytes',
    messageType: 'block',
    hex: `${genesisHeader} 02 ${genesisTransaction} ${witnessTransaction} 0000`,
    json: {
      trailingBytes: 2,
      block: {
        header: genesisHeaderJson,
        size: 536,
        weight: 3 * (81 + 204 + 142) + 536,
        transactions: [genesisTransactionJson, witnessTransactionJson],
      },
    },
    line: `block ${genesisHash} 2 transactions, 538 bytes`,
  },
]
