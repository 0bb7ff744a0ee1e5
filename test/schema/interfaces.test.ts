import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MethodType, StructBuilder, StructReader } from '../../src/capnp/index.js'
import {
  echo,
  handler,
  init,
  nodeRpc,
  proxy,
  tracepoints,
  traceServer,
  tracing,
  tracing2025,
} from '../../src/schema/index.js'
import { Base, Derived, Scalars } from './generated/all-kinds.js'
import { build } from './support.js'

test('interfaces have the ids that Bitcoin Core gave them', () => {
  assert.equal(proxy.ThreadMap.id, 0xee5e37179ad9dc9dn)
  assert.equal(proxy.Thread.id, 0x81c1e2600d0b56c5n)
  assert.equal(init.Init.id, 0x8838c700ba5cba65n)
  assert.equal(echo.Echo.id, 0xd36b89640dc94399n)
  assert.equal(handler.Handler.id, 0xea08728d34263f55n)
  assert.equal(tracing.Tracing.id, 0xe14a905e34fcaa38n)
  assert.equal(tracing.NetMessageTrace.id, 0xf0b29fe3375f901an)
  assert.equal(tracing2025.Tracing.name, 'Tracing')
  assert.equal(nodeRpc.Rpc.methods.executeRpc.id, 0)
})

test('methods have their ordinals, codecs and names', () => {
  const { construct, makeTracing } = init.Init.methods
  assert.deepEqual([construct.id, makeTracing.id], [0, 5])
  assert.equal(makeTracing.interfaceId, init.Init.id)
  assert.equal(makeTracing.name, 'Init.makeTracing')
  assert.equal(construct.Params, init.InitConstructParams)
  assert.equal(construct.Results, init.InitConstructResults)
})

test('a method can take a struct that has a name of its own', () => {
  assert.equal(Derived.methods.scale.Params, Scalars)
  assert.equal(traceServer.Subscriber.methods.deliver.Params, tracepoints.Batch)
})

test('a streaming method has results without fields', () => {
  const { dataWords, pointerWords } = Derived.methods.push.Results
  assert.deepEqual([dataWords, pointerWords], [0, 0])
})

test('an interface names those it extends', () => {
  assert.deepEqual(Derived.superclasses, [Base.id])
  assert.deepEqual(traceServer.TraceServer.superclasses, [tracing.Tracing.id])
  assert.deepEqual(Base.superclasses, [])
})

test("a generic call infers a method's readers and builders", () => {
  function paramsOf<
    PR extends StructReader,
    PB extends StructBuilder,
    RR extends StructReader,
    RB extends StructBuilder,
  >(method: MethodType<PR, PB, RR, RB>, fill: (params: PB) => void): string {
    return build(method.Params, fill)
  }
  const hex = paramsOf(proxy.ThreadMap.methods.makePool, params => {
    params.count = 3
  })
  assert.equal(hex, '000000000200000000000000010000000300000000000000')
})
