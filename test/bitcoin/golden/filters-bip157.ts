import { type Golden, hash, ones, shown } from './common.js'

export const filtersBip157: readonly Golden[] = [
  {
    name: 'getcfilters',
    messageType: 'getcfilters',
    hex: `00 e8030000 ${hash}`,
    json: { filterType: 0, startHeight: 1000, stopHash: shown },
    line: `getcfilters type 0 from height 1,000 to ${shown}`,
  },
  {
    name: 'cfilter',
    messageType: 'cfilter',
    hex: `00 ${hash} 04 019dfca8`,
    json: { filterType: 0, blockHash: shown, filter: '019dfca8' },
    line: `cfilter type 0 ${shown} 4 bytes`,
  },
  {
    name: 'getcfheaders',
    messageType: 'getcfheaders',
    hex: `01 00000000 ${hash}`,
    json: { filterType: 1, startHeight: 0, stopHash: shown },
    line: `getcfheaders type 1 from height 0 to ${shown}`,
  },
  {
    name: 'cfheaders',
    messageType: 'cfheaders',
    hex: `00 ${hash} ${ones} 02 ${hash} ${ones}`,
    json: {
      filterType: 0,
      stopHash: shown,
      previousFilterHeader: ones,
      filterHashes: [shown, ones],
    },
    line: `cfheaders type 0 2 hashes to ${shown}`,
  },
  {
    name: 'getcfcheckpt',
    messageType: 'getcfcheckpt',
    hex: `00 ${hash}`,
    json: { filterType: 0, stopHash: shown },
    line: `getcfcheckpt type 0 to ${shown}`,
  },
  {
    name: 'cfcheckpt',
    messageType: 'cfcheckpt',
    hex: `00 ${hash} 01 ${hash}`,
    json: { filterType: 0, stopHash: shown, filterHeaders: [shown] },
    line: `cfcheckpt type 0 1 filter header to ${shown}`,
  },
]
