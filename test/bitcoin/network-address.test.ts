import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader } from '../../src/bitcoin/byte-reader.js'
import {
  formatAddress,
  formatAddressAndPort,
  type NetworkAddress,
} from '../../src/bitcoin/index.js'
import { readAddressV1, readAddressV2 } from '../../src/bitcoin/network-address.js'
import { assertMalformed, bytesOf } from './support.js'

const v1 = (hex: string): NetworkAddress =>
  readAddressV1(new ByteReader(bytesOf(`${hex} 208d`), 'test'))
const v2 = (hex: string): NetworkAddress =>
  readAddressV2(new ByteReader(bytesOf(`${hex} 208d`), 'test'))

test('IPv6 is written as RFC 5952 wants it', () => {
  const written: readonly (readonly [string, string])[] = [
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['20010db8000000000000000000000000', '2001:db8::'],
    ['20010db8000000010000000000000001', '2001:db8:0:1::1'],
    // The longest run of zeros is shortened, the first of two that are equally long.
    ['20010000000000010000000000000001', '2001:0:0:1::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    // A single group of zeros is not shortened.
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['0102030405060708090a0b0c0d0e0f10', '102:304:506:708:90a:b0c:d0e:f10'],
  ]
  for (const [hex, text] of written) {
    assert.equal(formatAddress(v1(hex)), text)
    assert.equal(formatAddressAndPort(v1(hex)), `[${text}]:8333`)
  }
})

test('other networks hide in the 16-byte form', () => {
  assert.deepEqual(v1('00000000000000000000ffff7f000001'), {
    network: 'ipv4',
    networkId: 1,
    bytes: bytesOf('7f000001'),
    port: 8333,
  })
  assert.equal(formatAddressAndPort(v1('00000000000000000000ffff7f000001')), '127.0.0.1:8333')
  const onion = v1('fd87d87eeb43edb108e43588e54635ca')
  assert.equal(onion.network, 'torv2')
  assert.equal(formatAddressAndPort(onion), '5wyqrzbvrdsumnok.onion:8333')
  const internal = v1('fd6b88c087240000000000000000ff00')
  assert.equal(internal.network, 'internal')
  assert.equal(formatAddress(internal), 'aaaaaaaaaaaab7ya.internal')
})

test('lengths of the networks that nodes know are strict, those of others are free', () => {
  for (const hex of [
    '01 05 0102030405',
    '02 04 01020304',
    '04 00',
    '05 01 00',
    `06 11 ${'00'.repeat(17)}`,
  ]) {
    assertMalformed(() => v2(hex), 'test.address at byte 1')
  }
  assertMalformed(() => v2('01 05 0102030405'), 'a ipv4 address has 4 bytes, not 5')
  assert.equal(v2('03 02 0102').network, 'unknown')
  assert.equal(formatAddressAndPort(v2('03 02 0102')), 'network3:0102:8333')
  assert.equal(v2(`ff fd0002 ${'ab'.repeat(512)}`).bytes.length, 512)
  assertMalformed(() => v2(`ff fd0102 ${'ab'.repeat(513)}`), 'length 513 is over the limit of 512')
})
