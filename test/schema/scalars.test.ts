import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNodetapError } from '../../src/errors/index.js'
import { Colour, ColourNames, Defaults, Scalars } from './generated/all-kinds.js'
import { golden } from './golden.js'
import { build, pick, read } from './support.js'

const NAMES = [
  'bool',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'colour',
] as const

const extremes = {
  bool: true,
  int8: -128,
  int16: -32768,
  int32: -2147483648,
  int64: -9007199254740991,
  uint8: 255,
  uint16: 65535,
  uint32: 4294967295,
  uint64: 9007199254740991,
  float32: 0.5,
  float64: -2.25,
  colour: Colour.darkBlue,
}

const defaults = {
  bool: true,
  int8: -8,
  int16: -1600,
  int32: -1,
  int64: -4503599627370497,
  uint8: 200,
  uint16: 65535,
  uint32: 4294967295,
  uint64: 9007199254740991,
  float32: -1.5,
  float64: 6.02214076e23,
  colour: Colour.darkBlue,
}

const others = {
  bool: false,
  int8: 1,
  int16: 2,
  int32: 3,
  int64: -4,
  uint8: 5,
  uint16: 6,
  uint32: 7,
  uint64: 8,
  float32: 9.5,
  float64: 10.25,
  colour: Colour.green,
}

test('every kind of scalar at its extremes', () => {
  assert.deepEqual(pick(read(Scalars, golden.scalars.hex), NAMES), extremes)
  assert.equal(
    build(Scalars, root => Object.assign(root, extremes)),
    golden.scalars.hex,
  )
})

test('defaults of every kind of scalar', () => {
  assert.deepEqual(pick(read(Defaults, golden.defaults.hex), NAMES), defaults)
  assert.equal(
    build(Defaults, () => {}),
    golden.defaults.hex,
  )
  assert.equal(
    build(Defaults, root => Object.assign(root, defaults)),
    golden.defaults.hex,
  )
})

test('other values where there are defaults', () => {
  assert.deepEqual(pick(read(Defaults, golden.defaultsSet.hex), NAMES), others)
  assert.equal(
    build(Defaults, root => Object.assign(root, others)),
    golden.defaultsSet.hex,
  )
})

test('a null root reads as defaults', () => {
  assert.deepEqual(pick(read(Defaults, '00000000010000000000000000000000'), NAMES), defaults)
})

test('64-bit numbers that JavaScript does not hold exactly are refused', () => {
  for (const value of [2 ** 53, -1, 0.5, Number.NaN]) {
    assert.throws(
      () => build(Scalars, root => Object.assign(root, { uint64: value })),
      (error: unknown) => isNodetapError(error, 'VALUE_OUT_OF_RANGE'),
    )
  }
  const tooLarge = golden.scalars.hex.replaceAll('ffffffffffff1f00', 'ffffffffffff3f00')
  assert.notEqual(tooLarge, golden.scalars.hex)
  assert.throws(
    () => read(Scalars, tooLarge).uint64,
    (error: unknown) => isNodetapError(error, 'MALFORMED_MESSAGE'),
  )
})

test('an enum has its names by number', () => {
  assert.deepEqual(ColourNames, ['red', 'green', 'darkBlue'])
  assert.equal(ColourNames[Colour.darkBlue], 'darkBlue')
})
