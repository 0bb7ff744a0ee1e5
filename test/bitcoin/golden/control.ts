import { type Golden, hash, shown } from './common.js'

const emptyMessages: readonly Golden[] = (
  [
    'verack',
    'sendaddrv2',
    'wtxidrelay',
    'sendheaders',
    'getaddr',
    'mempool',
    'filterclear',
  ] as const
).flatMap(messageType => [
  { name: messageType, messageType, hex: '', json: {}, line: messageType },
  {
    name: `${messageType} with bytes that should not be there`,
    messageType,
    hex: '0102',
    json: { trailingBytes: 2 },
    line: `${messageType} (2 trailing bytes)`,
  },
])

export const control: readonly Golden[] = [
  ...emptyMessages,
  {
    name: 'ping',
    messageType: 'ping',
    hex: '0807060504030201',
    json: { nonce: String(0x0102030405060708n) },
    line: 'ping 0102030405060708',
  },
  { name: 'old ping', messageType: 'ping', hex: '', json: {}, line: 'ping without nonce' },
  {
    name: 'pong',
    messageType: 'pong',
    hex: 'ffffffffffffffff',
    json: { nonce: '18446744073709551615' },
    line: 'pong ffffffffffffffff',
  },
  {
    name: 'pong that is too short, which nodes take',
    messageType: 'pong',
    hex: '010203',
    json: { trailingBytes: 3 },
    line: 'pong without nonce (3 trailing bytes)',
  },
  {
    name: 'feefilter',
    messageType: 'feefilter',
    hex: 'e803000000000000',
    json: { feeRateSatPerKvb: 1000 },
    line: 'feefilter 1,000 sat/kvB',
  },
  {
    name: 'feefilter below zero',
    messageType: 'feefilter',
    hex: 'ffffffffffffffff',
    json: { feeRateSatPerKvb: -1 },
    line: 'feefilter -1 sat/kvB',
  },
  {
    name: 'reject of a transaction',
    messageType: 'reject',
    hex: `02 7478 10 08 6261642d74786e73 ${hash}`,
    json: { rejectedMessageType: 'tx', code: 16, reason: 'bad-txns', hash: shown },
    line: `reject tx 0x10 bad-txns ${shown}`,
  },
  {
    name: 'reject of a version',
    messageType: 'reject',
    hex: '07 76657273696f6e 11 08 6f62736f6c657465',
    json: { rejectedMessageType: 'version', code: 17, reason: 'obsolete' },
    line: 'reject version 0x11 obsolete',
  },
]
