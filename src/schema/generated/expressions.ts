// Generated from schema/expressions.capnp by `npm run generate`. Do not edit.

import {
  type Codec,
  StructBuilder,
  type StructListBuilder,
  type StructListReader,
  StructReader,
} from '../../capnp/index.js'

export const Operator = {
  equal: 0,
  notEqual: 1,
  less: 2,
  lessOrEqual: 3,
  greater: 4,
  greaterOrEqual: 5,
  /** Equal to one of the values. */
  in: 6,
  /** At least the first value and at most the second. */
  between: 7,
  /** A text, hash or payload that begins with the value. A hash is compared as people read it. */
  prefix: 8,
  /** A text or payload in which the value occurs. */
  contains: 9,
  /** A whole number that has one of the value's bits set. */
  anyBits: 10,
  /** A whole number that has all of the value's bits set. */
  allBits: 11,
  /**
   * An address within one of the values: "10.0.0.0/8", "2001:db8::/32", a single address, or a
   * name's ending such as ".onion".
   */
  inSubnet: 12,
} as const
export type Operator = (typeof Operator)[keyof typeof Operator]

/** The names of {@link Operator} by their numbers. */
export const OperatorNames = [
  'equal',
  'notEqual',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'in',
  'between',
  'prefix',
  'contains',
  'anyBits',
  'allBits',
  'inSubnet',
] as const

/** Which events of the tracepoints asked for are wanted. Applied in this order. */
export class FilterReader extends StructReader {
  /** The condition that an event meets. */
  get where(): ExpressionReader {
    return this.getStruct(0, Expression)
  }
  hasWhere(): boolean {
    return this.hasPointer(0)
  }

  /** Of the events that meet it, one in so many. 0 and 1: all of them. */
  get sampleOneIn(): number {
    return (this.getUint32(0) ^ 1) >>> 0
  }

  /**
   * The field by whose value is sampled: events with equal values share one fate, in every
   * subscription of every publisher. Empty: every so-many-th event.
   */
  get sampleBy(): string {
    return this.getText(1)
  }
  hasSampleBy(): boolean {
    return this.hasPointer(1)
  }

  /**
   * What comes beyond that in a second is not sent, but counted as a loss with the cause
   * `rateLimit`. 0: no limit.
   */
  get maxEventsPerSecond(): number {
    return this.getUint32(4)
  }
}

/** Which events of the tracepoints asked for are wanted. Applied in this order. */
export class FilterBuilder extends StructBuilder {
  /** The condition that an event meets. */
  initWhere(): ExpressionBuilder {
    return this.initStruct(0, Expression)
  }

  /** Of the events that meet it, one in so many. 0 and 1: all of them. */
  set sampleOneIn(value: number) {
    this.setUint32(0, value ^ 1)
  }

  /**
   * The field by whose value is sampled: events with equal values share one fate, in every
   * subscription of every publisher. Empty: every so-many-th event.
   */
  set sampleBy(value: string) {
    this.setText(1, value)
  }

  /**
   * What comes beyond that in a second is not sent, but counted as a loss with the cause
   * `rateLimit`. 0: no limit.
   */
  set maxEventsPerSecond(value: number) {
    this.setUint32(4, value)
  }
}

/** Which events of the tracepoints asked for are wanted. Applied in this order. */
export const Filter: Codec<FilterReader, FilterBuilder> = {
  Reader: FilterReader,
  Builder: FilterBuilder,
  dataWords: 1,
  pointerWords: 2,
}

export class ExpressionReader extends StructReader {
  /** The member that the union holds: one of {@link ExpressionWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(0)
  }

  /** True if each of them is. */
  get all(): StructListReader<ExpressionReader> {
    return this.getStructList(0, Expression)
  }
  hasAll(): boolean {
    return this.which() === 1 && this.hasPointer(0)
  }

  /** True if one of them is. */
  get any(): StructListReader<ExpressionReader> {
    return this.getStructList(0, Expression)
  }
  hasAny(): boolean {
    return this.which() === 2 && this.hasPointer(0)
  }

  get not(): ExpressionReader {
    return this.getStruct(0, Expression)
  }
  hasNot(): boolean {
    return this.which() === 3 && this.hasPointer(0)
  }

  get compare(): ComparisonReader {
    return this.getStruct(0, Comparison)
  }
  hasCompare(): boolean {
    return this.which() === 4 && this.hasPointer(0)
  }
}

export class ExpressionBuilder extends StructBuilder {
  /** True. */
  setAlways(): void {
    this.setUint16(0, 0)
  }

  /** True if each of them is. */
  initAll(count: number): StructListBuilder<ExpressionBuilder> {
    this.setUint16(0, 1)
    return this.initStructList(0, Expression, count)
  }

  /** True if one of them is. */
  initAny(count: number): StructListBuilder<ExpressionBuilder> {
    this.setUint16(0, 2)
    return this.initStructList(0, Expression, count)
  }

  initNot(): ExpressionBuilder {
    this.setUint16(0, 3)
    return this.initStruct(0, Expression)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setNot(): void {
    this.setUint16(0, 3)
  }

  initCompare(): ComparisonBuilder {
    this.setUint16(0, 4)
    return this.initStruct(0, Comparison)
  }
  /** Selects it in the union, for what writes its pointer itself. */
  setCompare(): void {
    this.setUint16(0, 4)
  }
}

/** The members of the union in {@link ExpressionReader}. */
export const ExpressionWhich = { always: 0, all: 1, any: 2, not: 3, compare: 4 } as const

export const Expression: Codec<ExpressionReader, ExpressionBuilder> = {
  Reader: ExpressionReader,
  Builder: ExpressionBuilder,
  dataWords: 1,
  pointerWords: 1,
}

/** A field against constants. False for an event of a tracepoint without the field. */
export class ComparisonReader extends StructReader {
  /**
   * A field's name, as in the tracepoint's description, or one that every event has:
   * "tracepoint" (text), "sequence", "timestampUs"; also "direction": "inbound" or "outbound",
   * of the tracepoints whose names begin so.
   */
  get field(): string {
    return this.getText(0)
  }
  hasField(): boolean {
    return this.hasPointer(0)
  }

  /** A {@link Operator}, or one unknown here. */
  get operator(): number {
    return this.getUint16(0)
  }

  /** As many as the operator takes. */
  get values(): StructListReader<ValueReader> {
    return this.getStructList(1, Value)
  }
  hasValues(): boolean {
    return this.hasPointer(1)
  }
}

/** A field against constants. False for an event of a tracepoint without the field. */
export class ComparisonBuilder extends StructBuilder {
  /**
   * A field's name, as in the tracepoint's description, or one that every event has:
   * "tracepoint" (text), "sequence", "timestampUs"; also "direction": "inbound" or "outbound",
   * of the tracepoints whose names begin so.
   */
  set field(value: string) {
    this.setText(0, value)
  }

  /** A {@link Operator}, or one unknown here. */
  set operator(value: number) {
    this.setUint16(0, value)
  }

  /** As many as the operator takes. */
  initValues(count: number): StructListBuilder<ValueBuilder> {
    return this.initStructList(1, Value, count)
  }
}

/** A field against constants. False for an event of a tracepoint without the field. */
export const Comparison: Codec<ComparisonReader, ComparisonBuilder> = {
  Reader: ComparisonReader,
  Builder: ComparisonBuilder,
  dataWords: 1,
  pointerWords: 2,
}

export class ValueReader extends StructReader {
  /** The member that the union holds: one of {@link ValueWhich}, or one unknown here. */
  which(): number {
    return this.getUint16(8)
  }

  /** Within ±(2^53 - 1). */
  get number(): number {
    return this.getInt64(0)
  }

  /** Also an enum's name. */
  get text(): string {
    return this.getText(0)
  }
  hasText(): boolean {
    return this.which() === 1 && this.hasPointer(0)
  }

  /** Of a hash: 32 bytes, or the first of them for `prefix`, as people read it: reversed. */
  get bytes(): Uint8Array {
    return this.getData(0)
  }
  hasBytes(): boolean {
    return this.which() === 2 && this.hasPointer(0)
  }

  get flag(): boolean {
    return this.getBool(0)
  }
}

export class ValueBuilder extends StructBuilder {
  /** Within ±(2^53 - 1). */
  set number(value: number) {
    this.setUint16(8, 0)
    this.setInt64(0, value)
  }

  /** Also an enum's name. */
  set text(value: string) {
    this.setUint16(8, 1)
    this.setText(0, value)
  }

  /** Of a hash: 32 bytes, or the first of them for `prefix`, as people read it: reversed. */
  set bytes(value: Uint8Array) {
    this.setUint16(8, 2)
    this.setData(0, value)
  }

  set flag(value: boolean) {
    this.setUint16(8, 3)
    this.setBool(0, value)
  }
}

/** The members of the union in {@link ValueReader}. */
export const ValueWhich = { number: 0, text: 1, bytes: 2, flag: 3 } as const

export const Value: Codec<ValueReader, ValueBuilder> = {
  Reader: ValueReader,
  Builder: ValueBuilder,
  dataWords: 2,
  pointerWords: 1,
}
