import {
  type Golden,
  genesisHash,
  genesisHeader,
  genesisHeaderJson,
  hash,
  ones,
  shown,
  zeros,
} from './common.js'

export const headers: readonly Golden[] = [
  {
    name: 'getblocks',
    messageType: 'getblocks',
    hex: `7f110100 02 ${hash} ${ones} ${zeros}`,
    json: { version: 70015, locatorHashes: [shown, ones], stopHash: zeros },
    line: `getblocks from ${shown}, 2 locator hashes`,
  },
  {
    name: 'getheaders',
    messageType: 'getheaders',
    hex: `7f110100 00 ${hash}`,
    json: { version: 70015, locatorHashes: [], stopHash: shown },
    line: `getheaders to ${shown}, 0 locator hashes`,
  },
  {
    name: 'headers',
    messageType: 'headers',
    hex: `02 ${genesisHeader} 00 ${genesisHeader} fdfd00`,
    json: { headers: [genesisHeaderJson, genesisHeaderJson] },
    line: 'headers 2: 000000000019d668… to 000000000019d668…',
  },
  {
    name: 'headers, none',
    messageType: 'headers',
    hex: '00',
    json: { headers: [] },
    line: 'headers 0',
  },
  {
    name: 'headers, one',
    messageType: 'headers',
    hex: `01 ${genesisHeader} 00`,
    json: { headers: [genesisHeaderJson] },
    line: `headers 1: ${genesisHash}`,
  },
]
