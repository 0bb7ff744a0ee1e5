/**
 * Messages as Cap'n Proto's own tool encodes them, with the text they come from:
 * `capnp encode <schema> <struct>`. Where the tool is installed, a test makes them anew.
 */
export interface Golden {
  readonly schema: string
  readonly struct: string
  readonly text: string
  readonly hex: string
}

export const golden = {
  scalars: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Scalars',
    text:
      '(bool = true, int8 = -128, int16 = -32768, int32 = -2147483648, int64 = ' +
      '-9007199254740991, uint8 = 255, uint16 = 65535, uint32 = 4294967295, uint64 = ' +
      '9007199254740991, float32 = 0.5, float64 = -2.25, colour = darkBlue)',
    hex:
      '000000000700000000000000060000000180008000000080010000000000e0ffff00ffffffffffff' +
      'ffffffffffff1f000000003f0200000000000000000002c0',
  },
  defaults: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Defaults',
    text: '()',
    hex:
      '00000000070000000000000006000000000000000000000000000000000000000000000000000000' +
      '000000000000000000000000000000000000000000000000',
  },
  defaultsSet: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Defaults',
    text:
      '(bool = false, int8 = 1, int16 = 2, int32 = 3, int64 = -4, uint8 = 5, uint16 = 6, ' +
      'uint32 = 7, uint64 = 8, float32 = 9.5, float64 = 10.25, colour = green)',
    hex:
      '0000000007000000000000000600000001f9c2f9fcffffff0300000000001000cd00f9fff8ffffff' +
      'f7ffffffffff1f000000d8fe0300000017c557ca8561fb04',
  },
  pointers: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Pointers',
    text:
      '(text = "täxt", data = 0x"00 01 ff", scalars = (uint32 = 5), structs = [(name = ' +
      '"a", number = 1), (number = 2), (name = "c")], texts = ["one", "", "three"], bools ' +
      '= [true, false, true, true, false, false, false, false, true], uint8s = [1, 2, ' +
      '255], uint16s = [1, 65535], uint32s = [1, 4294967295, 3], int32s = [-1, ' +
      '2147483647], uint64s = [1, 4294967296], int64s = [-1, -4294967296], float64s = ' +
      '[0.5, -1e300], colours = [red, darkBlue])',
    hex:
      '00000000340000000000000000000f003900000032000000390000001a0000003800000006000000' +
      '00000000000000004900000037000000690000001e0000007d000000490000007d0000001a000000' +
      '7d000000130000007d0000001c000000810000001400000081000000150000008500000015000000' +
      '89000000150000008d0000001300000074c3a478740000000001ff00000000000000000000000000' +
      '00000000000000000000000005000000000000000000000000000000000000000000000000000000' +
      '0c000000010001000100000000000000110000001200000002000000000000000000000000000000' +
      '00000000000000000500000012000000610000000000000063000000000000000900000022000000' +
      '090000000a00000009000000320000006f6e65000000000000000000000000007468726565000000' +
      '0d010000000000000102ff00000000000100ffff0000000001000000ffffffff0300000000000000' +
      'ffffffffffffff7f01000000000000000000000001000000ffffffffffffffff00000000ffffffff' +
      '000000000000e03f9c7500883ce437fe0000020000000000',
  },
  choiceNothing: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Choice',
    text: '(before = 1, nothing = void)',
    hex:
      '00000000060000000000000003000200010000000000000000000000000000000000000000000000' +
      '00000000000000000000000000000000',
  },
  choiceNumber: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Choice',
    text: '(before = 1, number = 513)',
    hex:
      '00000000060000000000000003000200010000000100010200000000000000000000000000000000' +
      '00000000000000000000000000000000',
  },
  choiceText: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Choice',
    text: '(text = "t")',
    hex:
      '00000000070000000000000003000200000000000200000000000000000000000000000000000000' +
      '050000001200000000000000000000007400000000000000',
  },
  choiceInner: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Choice',
    text: '(inner = (name = "n", number = 9))',
    hex:
      '00000000090000000000000003000200000000000300000000000000000000000000000000000000' +
      '04000000010001000000000000000000090000000000000001000000120000006e00000000000000',
  },
  choicePoint: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'Choice',
    text: '(before = 2, point = (x = -1, y = 5), style = (width = 4, label = "l"))',
    hex:
      '000000000700000000000000030002000200000004000000ffffffff050000000700000000000000' +
      '000000000000000001000000120000006c00000000000000',
  },
  oldPoint: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'OldPoint',
    text: '(x = 3, name = "p")',
    hex: '00000000040000000000000001000100030000000000000001000000120000007000000000000000',
  },
  newPoint: {
    schema: 'test/schema/all-kinds.capnp',
    struct: 'NewPoint',
    text: '(x = 3, name = "p", y = 4, tags = ["t"], z = 5)',
    hex:
      '0000000008000000000000000200020003000000030000000c000000000000000500000012000000' +
      '050000000e000000700000000000000001000000120000007400000000000000',
  },
  call: {
    schema: 'schema/rpc.capnp',
    struct: 'Message',
    text:
      '(call = (questionId = 7, target = (promisedAnswer = (questionId = 3, transform = ' +
      '[(noop = void), (getPointerField = 2)])), interfaceId = 0xe14a905e34fcaa38, ' +
      'methodId = 1, params = (capTable = [(senderHosted = 4), (none = void)]), ' +
      'sendResultsTo = (yourself = void)))',
    hex:
      '00000000170000000000000001000100020000000000000000000000030003000700000001000100' +
      '38aafc345e904ae10000000000000000080000000100010020000000000002000000000000000000' +
      '00000000010000000000000001000100030000000000000001000000170000000800000001000000' +
      '00000000000000000100020000000000000000000000000001000000270000000800000001000100' +
      '0100000004000000000000000000000000000000000000000000000000000000',
  },
  exception: {
    schema: 'schema/rpc.capnp',
    struct: 'Message',
    text:
      '(return = (answerId = 9, releaseParamCaps = false, exception = (reason = "no", type ' +
      '= unimplemented)))',
    hex:
      '000000000a0000000000000001000100030000000000000000000000020001000900000001000100' +
      '000000000000000000000000010002000000000003000000050000001a0000000000000000000000' +
      '6e6f000000000000',
  },
  traceOptions: {
    schema: 'schema/upstream/tracing.capnp',
    struct: 'NetMessageTraceOptions',
    text: '(inbound = false, maxPayloadBytes = 100, maxQueueBytes = 4294967296, stream = true)',
    hex:
      '00000000070000000000000006000000050000006400000000000000000000000000000000000000' +
      '000000040100000000000000000000000000000000000000',
  },
  netMessage: {
    schema: 'schema/upstream/tracing.capnp',
    struct: 'NetMessage',
    text:
      '(inbound = true, peerId = 5, peerAddr = "1.2.3.4:8333", connType = "inbound", ' +
      'msgType = "ping", msgSize = 8, payload = 0x"01 02", timestampUs = 1234567890123)',
    hex:
      '000000000f0000000000000005000400010000000000000005000000000000000800000000000000' +
      'cb04fb711f01000000000000000000000d0000006a0000001100000042000000110000002a000000' +
      '1100000012000000312e322e332e343a3833333300000000696e626f756e640070696e6700000000' +
      '0102000000000000',
  },
  batch: {
    schema: 'schema/tracepoints.capnp',
    struct: 'Batch',
    text:
      '(firstSequence = 100, baseTimestampUs = 5000000, eventCount = 2, texts = ["w"], ' +
      'coinSelectionAttemptingApsCreateTx = (sequenceOffset = [0, 1], timestampOffsetUs = ' +
      '[0, 7], wallet = [0, 0]))',
    hex:
      '000000002100000000000000030015006400000000000000404b4c00000000000200000000000000' +
      '510000000e0000000000000000000000000000000000000000000000000000000000000000000000' +
      '00000000000000000000000000000000000000000000000000000000000000000000000000000000' +
      '00000000000000000000000000000000000000000000000000000000000000000000000000000000' +
      '00000000000000000000000000000000000000000000000000000000000000000c00000000000300' +
      '00000000000000000100000012000000770000000000000009000000140000000900000014000000' +
      '0900000013000000000000000100000000000000070000000000000000000000',
  },
} as const satisfies Readonly<Record<string, Golden>>
