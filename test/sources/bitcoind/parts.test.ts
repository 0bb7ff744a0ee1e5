import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countSigops, sigopsCost } from '../../../src/sources/bitcoind/blocks/sigops.js'
import { allOptions, type BridgeInputs, qualityOf } from '../../../src/sources/bitcoind/index.js'
import { BoundedMap } from '../../../src/sources/bitcoind/merge/bounded-map.js'
import { Twins } from '../../../src/sources/bitcoind/merge/twins.js'
import { MergeWindow } from '../../../src/sources/bitcoind/merge/window.js'
import { networkOf } from '../../../src/sources/bitcoind/peers/network-of.js'
import { lossOf } from '../../../src/sources/bitcoind/quality.js'
import { ALL_INPUTS } from './support.js'

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex')
const KEY = `21${'02'.repeat(33)}`

test('signature operations are counted as consensus does', () => {
  const multisig = `52 ${KEY} ${KEY} ${KEY} 53 ae`
  assert.equal(countSigops(hex('ac'), false), 1)
  assert.equal(countSigops(hex('76a914 0000000000000000000000000000000000000000 88ad'), false), 1)
  assert.equal(countSigops(hex(multisig), false), 20)
  assert.equal(countSigops(hex(multisig), true), 3)
  assert.equal(countSigops(hex('ae'), true), 20)
  // Data are no operations, and neither is what comes behind data that are cut off.
  assert.equal(countSigops(hex('02 acac ac'), false), 1)
  assert.equal(countSigops(hex('ac 4c 05 acac'), false), 1)
  assert.equal(countSigops(hex('ac 4d ff'), false), 1)
  assert.equal(countSigops(hex('4e 02000000 acac ac'), false), 1)
})

test('the cost weighs where the operations stand', () => {
  const none: readonly Uint8Array[] = []
  const key = hex(`0014${'00'.repeat(20)}`)
  const script = hex(`0020${'00'.repeat(32)}`)
  const taproot = hex(`5120${'00'.repeat(32)}`)
  const scriptHash = hex(`a914${'00'.repeat(20)}87`)
  const multisig = hex(`52 ${KEY} ${KEY} 52 ae`)
  const input = (
    spentScript: Uint8Array | undefined,
    scriptHex = '',
    witness: readonly Uint8Array[] = none,
  ): Parameters<typeof sigopsCost>[0] => [{ script: hex(scriptHex), witness, spentScript }]
  assert.equal(sigopsCost(input(undefined, 'ac'), [hex('ac')]), 8)
  assert.equal(sigopsCost(input(key), none), 1)
  assert.equal(sigopsCost(input(script, '', [multisig]), none), 2)
  assert.equal(sigopsCost(input(script), none), 0)
  assert.equal(sigopsCost(input(taproot, '', [multisig]), none), 0)
  // Pay to script hash: the script that is pushed last, if nothing but pushes stands there.
  const pushed = `4c${multisig.length.toString(16)}${Buffer.from(multisig).toString('hex')}`
  assert.equal(sigopsCost(input(scriptHash, `00 ${pushed}`), none), 8)
  assert.equal(sigopsCost(input(scriptHash, `61 ${pushed}`), none), 0)
  assert.equal(sigopsCost(input(scriptHash, `16${Buffer.from(key).toString('hex')}`), none), 1)
  assert.equal(
    sigopsCost(input(scriptHash, `22${Buffer.from(script).toString('hex')}`, [multisig]), none),
    2,
  )
  assert.equal(sigopsCost(input(scriptHash), none), 0)
})

test('any bytes have a number of signature operations', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.boolean(), (script, accurate) => {
      const count = countSigops(script, accurate)
      assert.ok(count >= 0 && count <= script.length * 20)
      const cost = sigopsCost([{ script, witness: [script], spentScript: script }], [script])
      assert.ok(Number.isSafeInteger(cost))
    }),
    { interruptAfterTimeLimit: 15_000 },
  )
})

test('networks of addresses', () => {
  const cases: [string, string | undefined][] = [
    ['127.0.0.1:8333', 'unroutable'],
    ['10.1.2.3:1', 'unroutable'],
    ['172.15.0.1:1', 'ipv4'],
    ['172.16.0.1:1', 'unroutable'],
    ['192.168.1.1:1', 'unroutable'],
    ['198.51.100.7:1', 'unroutable'],
    ['100.64.0.1:1', 'unroutable'],
    ['8.8.8.8:8333', 'ipv4'],
    ['[::1]:8333', 'unroutable'],
    ['[2a00:1450::8]:8333', 'ipv6'],
    ['[2001:db8::1]:8333', 'unroutable'],
    ['[fe80::1]:8333', 'unroutable'],
    ['[fc12:3456::1]:8333', 'cjdns'],
    ['[fd00::1]:8333', 'unroutable'],
    ['[::ffff:8.8.8.8]:8333', 'ipv4'],
    ['[2002:0808:0808::1]:8333', 'ipv4'],
    ['[2002:7f00:0001::1]:8333', 'unroutable'],
    [`${'a'.repeat(56)}.onion:8333`, 'onion'],
    [`${'a'.repeat(52)}.b32.i2p:0`, 'i2p'],
    ['seed.example.org:8333', undefined],
    ['', undefined],
  ]
  for (const [address, network] of cases) assert.equal(networkOf(address), network, address)
})

test('drafts leave in order of time, then of arrival, and their children in their place', () => {
  const times = fc.array(fc.nat({ max: 20 }), { maxLength: 100 })
  fc.assert(
    fc.property(times, list => {
      const window = new MergeWindow()
      const out: number[][] = []
      for (const [index, timeUs] of list.entries()) {
        window.add({
          timeUs,
          hand: () => {
            out.push([timeUs, index, 0])
            window.add({ timeUs, hand: () => out.push([timeUs, index, 1]) })
          },
        })
      }
      window.drain(10, 10)
      assert.ok(out.every(([timeUs = 0]) => timeUs <= 10))
      window.drain(20, 20)
      assert.equal(window.size, 0)
      const sorted = list
        .flatMap((timeUs, index) => [0, 1].map(child => [timeUs, index, child]))
        .sort(([a = 0, b = 0, c = 0], [x = 0, y = 0, z = 0]) => a - x || b - y || c - z)
      assert.deepEqual(out, sorted)
    }),
    { interruptAfterTimeLimit: 15_000 },
  )
})

test('a draft that is not ready holds later ones back, but not for ever', () => {
  const window = new MergeWindow()
  const out: string[] = []
  window.add({ timeUs: 5, hand: () => out.push('later') })
  window.add({ timeUs: 3, ready: () => false, hand: () => out.push('waiting') })
  window.add({ timeUs: 1, hand: () => out.push('first') })
  window.drain(10, 2)
  assert.deepEqual(out, ['first'])
  window.drain(10, 3)
  assert.deepEqual(out, ['first', 'waiting', 'later'])
})

test('what two inputs tell is given out once, whoever comes first', () => {
  const step = fc.constantFrom('first', 'second', 'giveUp')
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const twins = new Twins(10)
      const waiting: Parameters<Twins['giveUp']>[1][] = []
      let given = 0
      const told = { first: 0, second: 0 }
      const giveUp = (): void => {
        const oldest = waiting.shift()
        if (oldest !== undefined && twins.giveUp('key', oldest)) given++
      }
      for (const name of steps) {
        if (name === 'giveUp') {
          giveUp()
          continue
        }
        told[name]++
        if (name === 'first') {
          if (twins.first('key')) given++
        } else {
          const one = twins.second('key')
          if (one !== undefined) waiting.push(one)
        }
      }
      while (waiting.length > 0) giveUp()
      assert.equal(given, Math.max(told.first, told.second))
    }),
    { interruptAfterTimeLimit: 15_000 },
  )
})

test('a bounded map forgets its oldest entries', () => {
  const map = new BoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('a', 3)
  map.set('c', 4)
  assert.deepEqual([...map.keys()], ['a', 'c'])
  assert.equal(map.get('a'), 3)
  assert.equal(map.has('b'), false)
})

test('the quality of each tracepoint follows from the inputs, and advice makes it the best', () => {
  const nothing: BridgeInputs = {
    capture: false,
    zmq: new Set(),
    log: { on: false, categories: new Set(), timeMicros: false, ips: false },
    rpc: false,
  }
  for (const [name, source] of Object.entries(qualityOf(nothing))) {
    assert.equal(source.quality, 'none', name)
    assert.equal(source.advice.length > 0, name !== 'utxocache:uncache', name)
    for (const option of source.advice) assert.ok(allOptions.includes(option), option)
  }
  for (const { advice } of Object.values(qualityOf(ALL_INPUTS))) assert.deepEqual(advice, [])
  const fewer = { ...nothing, rpc: true, zmq: new Set(['sequence'] as const) }
  assert.deepEqual(qualityOf(fewer)['mempool:added'], {
    quality: 'derived',
    from: 'ZMQ sequence, RPC',
    lacks: "the node's own time",
    advice: ['debug=validation', 'logtimemicros=1'],
  })
  assert.deepEqual(lossOf('zmq', fewer, 'rawtx'), [])
  assert.ok(lossOf('zmq', fewer, 'sequence').includes('mempool:removed'))
  assert.deepEqual(lossOf('zmq', ALL_INPUTS, 'sequence'), [])
})
