import {
  type Golden,
  genesisHash,
  genesisHeader,
  genesisHeaderJson,
  hash,
  ones,
  shown,
} from './common.js'

export const bloom: readonly Golden[] = [
  {
    name: 'merkleblock',
    messageType: 'merkleblock',
    hex: `${genesisHeader} 07000000 02 ${hash} ${ones} 01 1d`,
    json: { header: genesisHeaderJson, transactionCount: 7, hashes: [shown, ones], flags: '1d' },
    line: `merkleblock ${genesisHash} 7 transactions, 2 hashes`,
  },
  {
    name: 'filterload',
    messageType: 'filterload',
    hex: '03 b50f14 0b000000 05000000 02',
    json: { filter: 'b50f14', hashFunctions: 11, tweak: 5, flags: 2 },
    line: 'filterload 3 bytes, 11 hash functions',
  },
  {
    name: 'filteradd',
    messageType: 'filteradd',
    hex: '02 cafe',
    json: { element: 'cafe' },
    line: 'filteradd 2 bytes',
  },
]
