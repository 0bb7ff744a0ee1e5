// Generated from test/schema/all-kinds.capnp by `npm run generate`. Do not edit.

import {
  type BitListReader,
  type Codec,
  type InterfaceType,
  StructBuilder,
  type StructBuilderType,
  type StructListBuilder,
  type StructListReader,
  StructReader,
  type StructType,
  type TextListReader,
} from '../../../src/capnp/index.js'

export const Colour = {
  red: 0,
  green: 1,
  darkBlue: 2,
} as const
export type Colour = (typeof Colour)[keyof typeof Colour]

/** The names of {@link Colour} by their numbers. */
export const ColourNames = ['red', 'green', 'darkBlue'] as const

export class ScalarsReader extends StructReader {
  get bool(): boolean {
    return this.getBool(0)
  }

  get int8(): number {
    return this.getInt8(1)
  }

  get int16(): number {
    return this.getInt16(2)
  }

  get int32(): number {
    return this.getInt32(4)
  }

  get int64(): number {
    return this.getInt64(8)
  }

  get uint8(): number {
    return this.getUint8(16)
  }

  get uint16(): number {
    return this.getUint16(18)
  }

  get uint32(): number {
    return this.getUint32(20)
  }

  get uint64(): number {
    return this.getUint64(24)
  }

  get float32(): number {
    return this.getFloat32(32)
  }

  get float64(): number {
    return this.getFloat64(40)
  }

  /** A {@link Colour}, or one unknown here. */
  get colour(): number {
    return this.getUint16(36)
  }
}

export class ScalarsBuilder extends StructBuilder {
  set bool(value: boolean) {
    this.setBool(0, value)
  }

  set int8(value: number) {
    this.setUint8(1, value)
  }

  set int16(value: number) {
    this.setUint16(2, value)
  }

  set int32(value: number) {
    this.setInt32(4, value)
  }

  set int64(value: number) {
    this.setInt64(8, value)
  }

  set uint8(value: number) {
    this.setUint8(16, value)
  }

  set uint16(value: number) {
    this.setUint16(18, value)
  }

  set uint32(value: number) {
    this.setUint32(20, value)
  }

  set uint64(value: number) {
    this.setUint64(24, value)
  }

  set float32(value: number) {
    this.setFloat32(32, value)
  }

  set float64(value: number) {
    this.setFloat64(40, value)
  }

  /** A {@link Colour}, or one unknown here. */
  set colour(value: number) {
    this.setUint16(36, value)
  }
}

export const Scalars: Codec<ScalarsReader, ScalarsBuilder> = {
  Reader: ScalarsReader,
  Builder: ScalarsBuilder,
  dataWords: 6,
  pointerWords: 0,
}

/** As Scalars, with defaults. */
export class DefaultsReader extends StructReader {
  get bool(): boolean {
    return !this.getBool(0)
  }

  get int8(): number {
    return this.getInt8(1) ^ -8
  }

  get int16(): number {
    return this.getInt16(2) ^ -1600
  }

  get int32(): number {
    return this.getInt32(4) ^ -1
  }

  get int64(): number {
    return this.getInt64(8, 0xffffffff, 0xffefffff)
  }

  get uint8(): number {
    return this.getUint8(16) ^ 200
  }

  get uint16(): number {
    return this.getUint16(18) ^ 65535
  }

  get uint32(): number {
    return (this.getUint32(20) ^ 4294967295) >>> 0
  }

  get uint64(): number {
    return this.getUint64(24, 0xffffffff, 0x1fffff)
  }

  get float32(): number {
    return this.getFloat32(32, 0xbfc00000)
  }

  get float64(): number {
    return this.getFloat64(40, 0xca57c517, 0x44dfe185)
  }

  /** A {@link Colour}, or one unknown here. */
  get colour(): number {
    return this.getUint16(36) ^ 2
  }
}

/** As Scalars, with defaults. */
export class DefaultsBuilder extends StructBuilder {
  set bool(value: boolean) {
    this.setBool(0, !value)
  }

  set int8(value: number) {
    this.setUint8(1, value ^ -8)
  }

  set int16(value: number) {
    this.setUint16(2, value ^ -1600)
  }

  set int32(value: number) {
    this.setInt32(4, value ^ -1)
  }

  set int64(value: number) {
    this.setInt64(8, value, 0xffffffff, 0xffefffff)
  }

  set uint8(value: number) {
    this.setUint8(16, value ^ 200)
  }

  set uint16(value: number) {
    this.setUint16(18, value ^ 65535)
  }

  set uint32(value: number) {
    this.setUint32(20, value ^ 4294967295)
  }

  set uint64(value: number) {
    this.setUint64(24, value, 0xffffffff, 0x1fffff)
  }

  set float32(value: number) {
    this.setFloat32(32, value, 0xbfc00000)
  }

  set float64(value: number) {
    this.setFloat64(40, value, 0xca57c517, 0x44dfe185)
  }

  /** A {@link Colour}, or one unknown here. */
  set colour(value: number) {
    this.setUint16(36, value ^ 2)
  }
}

/** As Scalars, with defaults. */
export const Defaults: Codec<DefaultsReader, DefaultsBuilder> = {
  Reader: DefaultsReader,
  Builder: DefaultsBuilder,
  dataWords: 6,
  pointerWords: 0,
}

export class PointersReader extends StructReader {
  get text(): string {
    return this.getText(0)
  }
  hasText(): boolean {
    return this.hasPointer(0)
  }

  get data(): Uint8Array {
    return this.getData(1)
  }
  hasData(): boolean {
    return this.hasPointer(1)
  }

  get scalars(): ScalarsReader {
    return this.getStruct(2, Scalars)
  }
  hasScalars(): boolean {
    return this.hasPointer(2)
  }

  /** The index of the pointer field `any`. */
  get anyPointer(): number {
    return 3
  }
  getAnyAs<R extends StructReader>(type: StructType<R>): R {
    return this.getStruct(3, type)
  }
  hasAny(): boolean {
    return this.hasPointer(3)
  }

  get structs(): StructListReader<PointersInnerReader> {
    return this.getStructList(4, PointersInner)
  }
  hasStructs(): boolean {
    return this.hasPointer(4)
  }

  get texts(): TextListReader {
    return this.getTextList(5)
  }
  hasTexts(): boolean {
    return this.hasPointer(5)
  }

  get bools(): BitListReader {
    return this.getBoolList(6)
  }
  hasBools(): boolean {
    return this.hasPointer(6)
  }

  get uint8s(): Uint8Array {
    return this.getUint8List(7)
  }
  hasUint8s(): boolean {
    return this.hasPointer(7)
  }

  get uint16s(): Uint16Array {
    return this.getUint16List(8)
  }
  hasUint16s(): boolean {
    return this.hasPointer(8)
  }

  get uint32s(): Uint32Array {
    return this.getUint32List(9)
  }
  hasUint32s(): boolean {
    return this.hasPointer(9)
  }

  get int32s(): Int32Array {
    return this.getInt32List(10)
  }
  hasInt32s(): boolean {
    return this.hasPointer(10)
  }

  /** Each 64-bit element as two 32-bit words, the low one first. */
  get uint64s(): Uint32Array {
    return this.getWordList(11)
  }
  hasUint64s(): boolean {
    return this.hasPointer(11)
  }

  /** Each 64-bit element as two 32-bit words, the low one first. */
  get int64s(): Uint32Array {
    return this.getWordList(12)
  }
  hasInt64s(): boolean {
    return this.hasPointer(12)
  }

  get float64s(): Float64Array {
    return this.getFloat64List(13)
  }
  hasFloat64s(): boolean {
    return this.hasPointer(13)
  }

  /** Values of {@link Colour}. */
  get colours(): Uint16Array {
    return this.getUint16List(14)
  }
  hasColours(): boolean {
    return this.hasPointer(14)
  }
}

export class PointersBuilder extends StructBuilder {
  set text(value: string) {
    this.setText(0, value)
  }

  set data(value: Uint8Array) {
    this.setData(1, value)
  }

  initScalars(): ScalarsBuilder {
    return this.initStruct(2, Scalars)
  }

  /** The index of the pointer field `any`. */
  get anyPointer(): number {
    return 3
  }
  initAnyAs<B extends StructBuilder>(type: StructBuilderType<B>): B {
    return this.initStruct(3, type)
  }

  initStructs(count: number): StructListBuilder<PointersInnerBuilder> {
    return this.initStructList(4, PointersInner, count)
  }

  set texts(value: readonly string[]) {
    this.setTextList(5, value)
  }

  set bools(value: readonly boolean[]) {
    this.setBoolList(6, value)
  }

  set uint8s(value: Uint8Array) {
    this.setNumberList(7, value)
  }

  set uint16s(value: Uint16Array) {
    this.setNumberList(8, value)
  }

  set uint32s(value: Uint32Array) {
    this.setNumberList(9, value)
  }

  set int32s(value: Int32Array) {
    this.setNumberList(10, value)
  }

  /** Each 64-bit element as two 32-bit words, the low one first. */
  set uint64s(value: Uint32Array) {
    this.setWordList(11, value)
  }

  /** Each 64-bit element as two 32-bit words, the low one first. */
  set int64s(value: Uint32Array) {
    this.setWordList(12, value)
  }

  set float64s(value: Float64Array) {
    this.setNumberList(13, value)
  }

  /** Values of {@link Colour}. */
  set colours(value: Uint16Array) {
    this.setNumberList(14, value)
  }
}

export const Pointers: Codec<PointersReader, PointersBuilder> = {
  Reader: PointersReader,
  Builder: PointersBuilder,
  dataWords: 0,
  pointerWords: 15,
}

export class PointersInnerReader extends StructReader {
  get name(): string {
    return this.getText(0)
  }
  hasName(): boolean {
    return this.hasPointer(0)
  }

  get number(): number {
    return this.getUint32(0)
  }
}

export class PointersInnerBuilder extends StructBuilder {
  set name(value: string) {
    this.setText(0, value)
  }

  set number(value: number) {
    this.setUint32(0, value)
  }
}

export const PointersInner: Codec<PointersInnerReader, PointersInnerBuilder> = {
  Reader: PointersInnerReader,
  Builder: PointersInnerBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class ChoicePointReader extends StructReader {
  get x(): number {
    return this.getInt32(8)
  }

  get y(): number {
    return this.getInt32(12)
  }
}

export class ChoicePointBuilder extends StructBuilder {
  set x(value: number) {
    this.setInt32(8, value)
  }

  set y(value: number) {
    this.setInt32(12, value)
  }
}

export class ChoiceStyleReader extends StructReader {
  get width(): number {
    return this.getUint16(16) ^ 3
  }

  get label(): string {
    return this.getText(1)
  }
  hasLabel(): boolean {
    return this.hasPointer(1)
  }
}

export class ChoiceStyleBuilder extends StructBuilder {
  set width(value: number) {
    this.setUint16(16, value ^ 3)
  }

  set label(value: string) {
    this.setText(1, value)
  }
}

/** A union beside other fields, with a group inside it and one outside. */
export class ChoiceReader extends StructReader {
  /** The member that the union holds: one of {@link ChoiceWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(4)
  }

  get before(): number {
    return this.getUint32(0)
  }

  get number(): number {
    return this.getUint16(6)
  }

  get text(): string {
    return this.getText(0)
  }
  hasText(): boolean {
    return this.which() === 2 && this.hasPointer(0)
  }

  get inner(): PointersInnerReader {
    return this.getStruct(0, PointersInner)
  }
  hasInner(): boolean {
    return this.which() === 3 && this.hasPointer(0)
  }

  get point(): ChoicePointReader {
    return new ChoicePointReader(
      this.message,
      this.segment,
      this.dataStart,
      this.dataBytes,
      this.pointerStart,
      this.pointerCount,
      this.depth,
    )
  }

  get style(): ChoiceStyleReader {
    return new ChoiceStyleReader(
      this.message,
      this.segment,
      this.dataStart,
      this.dataBytes,
      this.pointerStart,
      this.pointerCount,
      this.depth,
    )
  }
}

/** A union beside other fields, with a group inside it and one outside. */
export class ChoiceBuilder extends StructBuilder {
  set before(value: number) {
    this.setUint32(0, value)
  }

  setNothing(): void {
    this.setUint16(4, 0)
  }

  set number(value: number) {
    this.setUint16(4, 1)
    this.setUint16(6, value)
  }

  set text(value: string) {
    this.setUint16(4, 2)
    this.setText(0, value)
  }

  initInner(): PointersInnerBuilder {
    this.setUint16(4, 3)
    return this.initStruct(0, PointersInner)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setInner(): void {
    this.setUint16(4, 3)
  }

  initPoint(): ChoicePointBuilder {
    this.setUint16(4, 4)
    return new ChoicePointBuilder(this.message, this.dataStart, this.pointerStart)
  }

  initStyle(): ChoiceStyleBuilder {
    return new ChoiceStyleBuilder(this.message, this.dataStart, this.pointerStart)
  }
}

/** The members of the union in {@link ChoiceReader}. */
export const ChoiceWhich = { nothing: 0, number: 1, text: 2, inner: 3, point: 4 } as const

/** A union beside other fields, with a group inside it and one outside. */
export const Choice: Codec<ChoiceReader, ChoiceBuilder> = {
  Reader: ChoiceReader,
  Builder: ChoiceBuilder,
  dataWords: 3,
  pointerWords: 2,
}

/** What NewPoint was before it grew. */
export class OldPointReader extends StructReader {
  get x(): number {
    return this.getInt32(0)
  }

  get name(): string {
    return this.getText(0)
  }
  hasName(): boolean {
    return this.hasPointer(0)
  }
}

/** What NewPoint was before it grew. */
export class OldPointBuilder extends StructBuilder {
  set x(value: number) {
    this.setInt32(0, value)
  }

  set name(value: string) {
    this.setText(0, value)
  }
}

/** What NewPoint was before it grew. */
export const OldPoint: Codec<OldPointReader, OldPointBuilder> = {
  Reader: OldPointReader,
  Builder: OldPointBuilder,
  dataWords: 1,
  pointerWords: 1,
}

export class NewPointReader extends StructReader {
  get x(): number {
    return this.getInt32(0)
  }

  get name(): string {
    return this.getText(0)
  }
  hasName(): boolean {
    return this.hasPointer(0)
  }

  get y(): number {
    return this.getInt32(4) ^ 7
  }

  get tags(): TextListReader {
    return this.getTextList(1)
  }
  hasTags(): boolean {
    return this.hasPointer(1)
  }

  get z(): number {
    return this.getInt64(8, 0x9, 0x0)
  }
}

export class NewPointBuilder extends StructBuilder {
  set x(value: number) {
    this.setInt32(0, value)
  }

  set name(value: string) {
    this.setText(0, value)
  }

  set y(value: number) {
    this.setInt32(4, value ^ 7)
  }

  set tags(value: readonly string[]) {
    this.setTextList(1, value)
  }

  set z(value: number) {
    this.setInt64(8, value, 0x9, 0x0)
  }
}

export const NewPoint: Codec<NewPointReader, NewPointBuilder> = {
  Reader: NewPointReader,
  Builder: NewPointBuilder,
  dataWords: 2,
  pointerWords: 2,
}

export class BasePingParamsReader extends StructReader {}

export class BasePingParamsBuilder extends StructBuilder {}

export const BasePingParams: Codec<BasePingParamsReader, BasePingParamsBuilder> = {
  Reader: BasePingParamsReader,
  Builder: BasePingParamsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class BasePingResultsReader extends StructReader {}

export class BasePingResultsBuilder extends StructBuilder {}

export const BasePingResults: Codec<BasePingResultsReader, BasePingResultsBuilder> = {
  Reader: BasePingResultsReader,
  Builder: BasePingResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export class DerivedScaleResultsReader extends StructReader {
  /** A `Base`'s index in the capability table, or -1. */
  get result(): number {
    return this.getCapability(0)
  }
  hasResult(): boolean {
    return this.hasPointer(0)
  }
}

export class DerivedScaleResultsBuilder extends StructBuilder {
  /** A `Base`'s index in the capability table, or -1. */
  set result(value: number) {
    this.setCapability(0, value)
  }
}

export const DerivedScaleResults: Codec<DerivedScaleResultsReader, DerivedScaleResultsBuilder> = {
  Reader: DerivedScaleResultsReader,
  Builder: DerivedScaleResultsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class DerivedPushParamsReader extends StructReader {
  get data(): Uint8Array {
    return this.getData(0)
  }
  hasData(): boolean {
    return this.hasPointer(0)
  }
}

export class DerivedPushParamsBuilder extends StructBuilder {
  set data(value: Uint8Array) {
    this.setData(0, value)
  }
}

export const DerivedPushParams: Codec<DerivedPushParamsReader, DerivedPushParamsBuilder> = {
  Reader: DerivedPushParamsReader,
  Builder: DerivedPushParamsBuilder,
  dataWords: 0,
  pointerWords: 1,
}

export class DerivedPushResultsReader extends StructReader {}

export class DerivedPushResultsBuilder extends StructBuilder {}

export const DerivedPushResults: Codec<DerivedPushResultsReader, DerivedPushResultsBuilder> = {
  Reader: DerivedPushResultsReader,
  Builder: DerivedPushResultsBuilder,
  dataWords: 0,
  pointerWords: 0,
}

export const Base = {
  id: 0xc8fe0c56c8d74482n,
  name: 'Base',
  superclasses: [],
  methods: {
    ping: {
      interfaceId: 0xc8fe0c56c8d74482n,
      id: 0,
      name: 'Base.ping',
      Params: BasePingParams,
      Results: BasePingResults,
    },
  },
} as const satisfies InterfaceType

export const Derived = {
  id: 0x929a3867b6784c34n,
  name: 'Derived',
  superclasses: [0xc8fe0c56c8d74482n],
  methods: {
    scale: {
      interfaceId: 0x929a3867b6784c34n,
      id: 0,
      name: 'Derived.scale',
      Params: Scalars,
      Results: DerivedScaleResults,
    },
    push: {
      interfaceId: 0x929a3867b6784c34n,
      id: 1,
      name: 'Derived.push',
      Params: DerivedPushParams,
      Results: DerivedPushResults,
    },
  },
} as const satisfies InterfaceType
