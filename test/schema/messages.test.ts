import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rpc, tracepoints, tracing } from '../../src/schema/index.js'
import { golden } from './golden.js'
import { build, pick, read } from './support.js'

test('a Call of the RPC protocol', () => {
  const { call } = read(rpc.Message, golden.call.hex)
  assert.equal(call.interfaceId, 0xe14a905e34fcaa38n)
  assert.deepEqual([call.questionId, call.methodId], [7, 1])
  assert.equal(call.sendResultsTo.which(), rpc.CallSendResultsToWhich.yourself)
  assert.equal(call.target.which(), rpc.MessageTargetWhich.promisedAnswer)
  const { transform } = call.target.promisedAnswer
  assert.deepEqual([transform.get(0).which(), transform.get(1).getPointerField], [0, 2])
  const caps = [...call.params.capTable]
  assert.deepEqual(
    caps.map(cap => [cap.which(), cap.senderHosted, cap.attachedFd]),
    [
      [rpc.CapDescriptorWhich.senderHosted, 4, 255],
      [rpc.CapDescriptorWhich.none, 0, 255],
    ],
  )
  const hex = build(rpc.Message, root => {
    const call = root.initCall()
    call.questionId = 7
    const answer = call.initTarget().initPromisedAnswer()
    answer.questionId = 3
    const transform = answer.initTransform(2)
    transform.get(0).setNoop()
    transform.get(1).getPointerField = 2
    call.interfaceId = 0xe14a905e34fcaa38n
    call.methodId = 1
    const capTable = call.initParams().initCapTable(2)
    capTable.get(0).senderHosted = 4
    capTable.get(1).setNone()
    call.initSendResultsTo().setYourself()
  })
  assert.equal(hex, golden.call.hex)
})

test('a Return with an exception', () => {
  const { return: answer } = read(rpc.Message, golden.exception.hex)
  assert.equal(answer.which(), rpc.ReturnWhich.exception)
  assert.deepEqual(pick(answer, ['answerId', 'releaseParamCaps', 'noFinishNeeded']), {
    answerId: 9,
    releaseParamCaps: false,
    noFinishNeeded: false,
  })
  assert.equal(answer.exception.reason, 'no')
  assert.equal(answer.exception.type, rpc.ExceptionType.unimplemented)
  const hex = build(rpc.Message, root => {
    const answer = root.initReturn()
    answer.answerId = 9
    answer.releaseParamCaps = false
    Object.assign(answer.initException(), { reason: 'no', type: rpc.ExceptionType.unimplemented })
  })
  assert.equal(hex, golden.exception.hex)
})

test("the options of Bitcoin Core's prototype, with its defaults", () => {
  const options = read(tracing.NetMessageTraceOptions, golden.traceOptions.hex)
  const names = ['inbound', 'outbound', 'maxQueueEvents', 'maxQueueBytes', 'stream'] as const
  assert.deepEqual(pick(options, names), {
    inbound: false,
    outbound: true,
    maxQueueEvents: 65536,
    maxQueueBytes: 4294967296,
    stream: true,
  })
  const { dataWords, pointerWords } = tracing.NetMessageTraceOptions
  assert.deepEqual([dataWords, pointerWords], [6, 0])
})

test("a row of Bitcoin Core's prototype, also from its earlier version", () => {
  const expected = { inbound: true, peerId: 5, msgType: 'ping', msgSize: 8, payloadSlot: -1 }
  const names = ['inbound', 'peerId', 'msgType', 'msgSize', 'payloadSlot'] as const
  const row = read(tracing.NetMessage, golden.netMessage.hex)
  assert.deepEqual(pick(row, names), expected)
  assert.equal(row.timestampUs, 1234567890123)
  // The earlier version lacks the fifth data word, which is zero here.
  const words = golden.netMessage.hex.match(/.{16}/g) ?? []
  const earlier = ['000000000e000000', '0000000004000400', ...words.slice(2, 6), ...words.slice(7)]
  assert.deepEqual(pick(read(tracing.NetMessage, earlier.join('')), names), expected)
})

test('a batch of columns', () => {
  const batch = read(tracepoints.Batch, golden.batch.hex)
  assert.deepEqual(pick(batch, ['firstSequence', 'baseTimestampUs', 'eventCount']), {
    firstSequence: 100,
    baseTimestampUs: 5000000,
    eventCount: 2,
  })
  assert.equal(batch.hasNetInboundMessage(), false)
  const columns = batch.coinSelectionAttemptingApsCreateTx
  assert.deepEqual([...columns.sequenceOffset], [0, 1])
  assert.deepEqual([...columns.timestampOffsetUs], [0, 7])
  assert.deepEqual([...columns.wallet], [0, 0])
})
