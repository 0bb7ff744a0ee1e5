import { type Golden, hash, ones, shown } from './common.js'

export const inventory: readonly Golden[] = [
  {
    name: 'inv',
    messageType: 'inv',
    hex: `03 05000000 ${hash} 05000000 ${ones} 02000000 ${hash}`,
    json: {
      entries: [
        { type: 5, hash: shown },
        { type: 5, hash: ones },
        { type: 2, hash: shown },
      ],
    },
    line: 'inv 3: 2 wtx, 1 block 1f1e1d1c1b1a1918…',
  },
  { name: 'empty inv', messageType: 'inv', hex: '00', json: { entries: [] }, line: 'inv 0' },
  {
    name: 'getdata of every type',
    messageType: 'getdata',
    hex: [
      '01000000',
      '02000000',
      '03000000',
      '04000000',
      '05000000',
      '01000040',
      '02000040',
      '03000040',
      '09000000',
    ].reduce((hex, type) => `${hex} ${type} ${ones}`, '09'),
    json: {
      entries: [1, 2, 3, 4, 5, 0x40000001, 0x40000002, 0x40000003, 9].map(type => ({
        type,
        hash: ones,
      })),
    },
    line:
      'getdata 9: 1 tx 1111111111111111…, 1 block 1111111111111111…, 1 filtered-block 1111111111111111…, ' +
      '1 cmpct-block 1111111111111111…, 1 wtx 1111111111111111…, 1 witness-tx 1111111111111111…, ' +
      '1 witness-block 1111111111111111…, 1 witness-filter…',
  },
  {
    name: 'notfound',
    messageType: 'notfound',
    hex: `01 01000000 ${hash}`,
    json: { entries: [{ type: 1, hash: shown }] },
    line: `notfound 1: tx ${shown}`,
  },
]
