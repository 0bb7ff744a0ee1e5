import { address, type Golden, ipv4, ipv6Zeros } from './common.js'

const receiverJson = { services: '9', ...address('ipv4', 1, '01020304', 8333, '1.2.3.4') }
const senderJson = { services: '0', ...address('ipv6', 2, ipv6Zeros, 0, '::') }
const versionStart = `80110100 0904000000000000 15cd5b0700000000 0900000000000000 ${ipv4} 208d`
const versionJson = { version: 70016, services: '1033', timeS: 123456789, receiver: receiverJson }
const versionNonce = `0000000000000000 ${ipv6Zeros} 0000 efcdab8967452301`

export const handshake: readonly Golden[] = [
  {
    name: 'version',
    messageType: 'version',
    hex: `${versionStart} ${versionNonce} 10 2f5361746f7368693a32372e302e302f e0630c00 01`,
    json: {
      ...versionJson,
      sender: senderJson,
      nonce: String(0x0123456789abcdefn),
      userAgent: '/Satoshi:27.0.0/',
      startHeight: 812000,
      relay: true,
    },
    line: 'version 70016 /Satoshi:27.0.0/ height 812,000 services NETWORK|WITNESS|NETWORK_LIMITED',
  },
  {
    name: 'version without relay flag, hostile user agent',
    messageType: 'version',
    hex: `${versionStart} ${versionNonce} 05 1b5b41c35c ffffffff`,
    json: {
      ...versionJson,
      sender: senderJson,
      nonce: String(0x0123456789abcdefn),
      userAgent: '\x1b[A\xc3\\',
      startHeight: -1,
    },
    line: 'version 70016 \\x1b[A\\xc3\\\\ height -1 services NETWORK|WITNESS|NETWORK_LIMITED',
  },
  {
    name: 'version that ends behind the receiver, as very old peers send it',
    messageType: 'version',
    hex: versionStart,
    json: versionJson,
    line: 'version 70016 services NETWORK|WITNESS|NETWORK_LIMITED',
  },
  {
    name: 'version that ends behind the nonce, no services',
    messageType: 'version',
    hex: `60ea0000 0000000000000000 ffffffffffffffff 0900000000000000 ${ipv4} 208d ${versionNonce}`,
    json: {
      version: 60000,
      services: '0',
      timeS: -1,
      receiver: receiverJson,
      sender: senderJson,
      nonce: String(0x0123456789abcdefn),
    },
    line: 'version 60000 services none',
  },
  {
    name: 'version that wants no transactions, trailing bytes',
    messageType: 'version',
    hex: `${versionStart} ${versionNonce} 00 00000000 00 aabbcc`,
    json: {
      trailingBytes: 3,
      ...versionJson,
      sender: senderJson,
      nonce: String(0x0123456789abcdefn),
      userAgent: '',
      startHeight: 0,
      relay: false,
    },
    line: 'version 70016 height 0 services NETWORK|WITNESS|NETWORK_LIMITED no relay (3 trailing bytes)',
  },
  {
    name: 'sendtxrcncl',
    messageType: 'sendtxrcncl',
    hex: '01000000 0807060504030201',
    json: { version: 1, salt: String(0x0102030405060708n) },
    line: 'sendtxrcncl version 1',
  },
  {
    name: 'feature',
    messageType: 'feature',
    hex: '06 424950343334 02 beef',
    json: { featureId: 'BIP434', featureData: 'beef' },
    line: 'feature BIP434 2 bytes',
  },
]
