import { address, type Golden, ipv4 } from './common.js'

export const addresses: readonly Golden[] = [
  {
    name: 'addr',
    messageType: 'addr',
    hex: `03 15cd5b07 0900000000000000 ${ipv4} 208d
      00000000 0000000000000000 20010db8000000000001000000000001 0001
      01000000 ffffffffffffffff fd87d87eeb43f1f2f3f4f5f6f7f8f9fa 208d`,
    json: {
      addresses: [
        { timeS: 123456789, services: '9', ...address('ipv4', 1, '01020304', 8333, '1.2.3.4') },
        {
          timeS: 0,
          services: '0',
          ...address('ipv6', 2, '20010db8000000000001000000000001', 1, '2001:db8::1:0:0:1'),
        },
        {
          timeS: 1,
          services: '18446744073709551615',
          ...address('torv2', 3, 'f1f2f3f4f5f6f7f8f9fa', 8333, '6hzph5hv6337r6p2.onion'),
        },
      ],
    },
    line: 'addr 3: 1 ipv4, 1 ipv6, 1 torv2',
  },
  {
    name: 'addrv2 of every network',
    messageType: 'addrv2',
    hex: `08
      15cd5b07 09 01 04 01020304 208d
      15cd5b07 fd0904 02 10 1a1b2a2b3a3b4a4b5a5b6a6b7a7b8a8b 208d
      00000000 00 03 0a f1f2f3f4f5f6f7f8f9fa 208d
      00000000 00 04 20 79bcc625184b05194975c28b66b66b0469f7f6556fb1ac3189a79b40dda32f1f 208d
      00000000 00 05 20 a2894dabaec08c0051a481a6dac88b64f98232ae42d4b6fd2fa81952dfe36a87 0000
      00000000 00 06 10 fc000001000200030004000500060007 208d
      00000000 ff0000000001000000 07 10 02000000000000000000000000000001 0102
      00000000 00 aa 00 0000`,
    json: {
      addresses: [
        { timeS: 123456789, services: '9', ...address('ipv4', 1, '01020304', 8333, '1.2.3.4') },
        {
          timeS: 123456789,
          services: '1033',
          ...address(
            'ipv6',
            2,
            '1a1b2a2b3a3b4a4b5a5b6a6b7a7b8a8b',
            8333,
            '1a1b:2a2b:3a3b:4a4b:5a5b:6a6b:7a7b:8a8b',
          ),
        },
        {
          timeS: 0,
          services: '0',
          ...address('torv2', 3, 'f1f2f3f4f5f6f7f8f9fa', 8333, '6hzph5hv6337r6p2.onion'),
        },
        {
          timeS: 0,
          services: '0',
          ...address(
            'torv3',
            4,
            '79bcc625184b05194975c28b66b66b0469f7f6556fb1ac3189a79b40dda32f1f',
            8333,
            'pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion',
          ),
        },
        {
          timeS: 0,
          services: '0',
          ...address(
            'i2p',
            5,
            'a2894dabaec08c0051a481a6dac88b64f98232ae42d4b6fd2fa81952dfe36a87',
            0,
            'ukeu3k5oycgaauneqgtnvselmt4yemvoilkln7jpvamvfx7dnkdq.b32.i2p',
          ),
        },
        {
          timeS: 0,
          services: '0',
          ...address('cjdns', 6, 'fc000001000200030004000500060007', 8333, 'fc00:1:2:3:4:5:6:7'),
        },
        {
          timeS: 0,
          services: '4294967296',
          ...address(
            'unknown',
            7,
            '02000000000000000000000000000001',
            0x0102,
            'network7:02000000000000000000000000000001',
          ),
        },
        { timeS: 0, services: '0', ...address('unknown', 0xaa, '', 0, 'network170:') },
      ],
    },
    line: 'addrv2 8: 1 ipv4, 1 ipv6, 1 torv2, 1 torv3, 1 i2p, 1 cjdns, 2 unknown',
  },
  {
    name: 'addrv2 with a single address',
    messageType: 'addrv2',
    hex: '01 00000000 00 06 10 fc000000000000000000000000000001 208d',
    json: {
      addresses: [
        {
          timeS: 0,
          services: '0',
          ...address('cjdns', 6, 'fc000000000000000000000000000001', 8333, 'fc00::1'),
        },
      ],
    },
    line: 'addrv2 1: [fc00::1]:8333',
  },
]
