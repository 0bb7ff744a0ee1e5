import { ErrorCodes, NodetapError } from '../errors/index.js'
import type { expressions } from '../schema/index.js'
import { nearestNames } from '../tracepoints/index.js'
import { checkExpression } from './check.js'
import { ALWAYS, type Expression } from './expression.js'
import { fieldNames, findField } from './fields.js'
import { ExpressionLimits } from './limits.js'
import { quotedShort } from './source-text.js'
import { specialise } from './specialise.js'
import { readExpression, writeExpression } from './wire.js'

/** Which events of a subscription are wanted. Applied in this order. */
export interface Filter {
  readonly where: Expression
  /** Of the events that meet it, one in so many; 1: all of them. */
  readonly sampleOneIn: number
  /**
   * The field by whose value is sampled, so that events with equal values share one fate; null:
   * every so-many-th event.
   */
  readonly sampleBy: string | null
  /** What comes beyond that in a second is lost with the cause `rateLimit`; 0: no limit. */
  readonly maxEventsPerSecond: number
}

/** All events. */
export const NO_FILTER: Filter = {
  where: ALWAYS,
  sampleOneIn: 1,
  sampleBy: null,
  maxEventsPerSecond: 0,
}

/** Whether a filter lets everything through. */
export function isNoFilter(filter: Filter): boolean {
  const { where, sampleOneIn, maxEventsPerSecond } = filter
  return where.kind === 'always' && sampleOneIn === 1 && maxEventsPerSecond === 0
}

/** Whether any event of a tracepoint can be wanted. */
export function mayMeet({ where, sampleOneIn, sampleBy }: Filter, tracepoint: string): boolean {
  const isSampled = sampleOneIn > 1 && sampleBy !== null
  if (isSampled && findField(sampleBy, [tracepoint]) === undefined) return false
  return specialise(where, tracepoint) !== null
}

const MAX_UINT32 = 0xffff_ffff

/** Throws INVALID_ARGUMENT for a filter that makes no sense for events of `tracepoints`. */
export function checkFilter(filter: Filter, tracepoints: readonly string[]): void {
  checkExpression(filter.where, tracepoints)
  checkNumber('sampleOneIn', filter.sampleOneIn, 1)
  checkNumber('maxEventsPerSecond', filter.maxEventsPerSecond, 0)
  checkSampling(filter, tracepoints)
  if (tracepoints.length > 0 && !tracepoints.some(name => mayMeet(filter, name))) {
    throw invalid(`No event of ${tracepoints.join(', ')} can meet the condition and be sampled`)
  }
}

function checkSampling({ sampleBy }: Filter, tracepoints: readonly string[]): void {
  if (sampleBy === null) return
  const field = findField(sampleBy.slice(0, ExpressionLimits.maxFieldCharacters), tracepoints)
  if (field === undefined || field.family === 'payload') {
    const names = fieldNames(tracepoints).filter(name => name !== 'payload')
    const nearest = nearestNames(sampleBy.slice(0, ExpressionLimits.maxFieldCharacters), names)
    const meant = nearest.filter(name => !name.endsWith('*')).join(' or ')
    throw invalid(
      `Events cannot be sampled by ${quotedShort(sampleBy)}: ${meant === '' ? `there are ${names.join(', ')}` : `did you mean ${meant}?`}`,
    )
  }
}

function checkNumber(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= MAX_UINT32) return
  throw invalid(`${name} is ${value}: a whole number from ${least} to 2^32 - 1 is wanted`)
}

function invalid(message: string): NodetapError {
  return new NodetapError(ErrorCodes.InvalidArgument, message)
}

export function writeFilter(filter: Filter, builder: expressions.FilterBuilder): void {
  if (filter.where.kind !== 'always') writeExpression(filter.where, builder.initWhere())
  builder.sampleOneIn = filter.sampleOneIn
  if (filter.sampleBy !== null) builder.sampleBy = filter.sampleBy
  builder.maxEventsPerSecond = filter.maxEventsPerSecond
}

/** Reads a filter that another process sent; {@link checkFilter} tells whether it makes sense. */
export function readFilter(reader: expressions.FilterReader): Filter {
  const { sampleBy } = reader
  return {
    where: reader.hasWhere() ? readExpression(reader.where) : ALWAYS,
    sampleOneIn: Math.max(1, reader.sampleOneIn),
    sampleBy: sampleBy === '' ? null : sampleBy,
    maxEventsPerSecond: reader.maxEventsPerSecond,
  }
}
