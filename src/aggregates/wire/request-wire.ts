import { ErrorCodes, NodetapError } from '../../errors/index.js'
import {
  ALWAYS,
  type Expression,
  ExpressionLimits,
  readExpression,
  writeExpression,
} from '../../expressions/index.js'
import { aggregates } from '../../schema/index.js'
import { TracepointLimits } from '../../tracepoints/index.js'
import { AggregateLimits } from '../limits.js'
import type { AggregateQuestion, Measure } from '../request.js'

/** Whether a report is about the time since the one before, or since the beginning. */
export type AggregateMode = 'deltas' | 'totals'

/** All that a client asks for. */
export interface AggregateRequest extends AggregateQuestion {
  readonly where: Expression
  /** Microseconds between two reports; 0: only when asked. */
  readonly intervalUs: number
  readonly mode: AggregateMode
}

/** Writes a request into the schema's struct. */
export function writeRequest(
  request: AggregateRequest,
  builder: aggregates.AggregateRequestBuilder,
): void {
  builder.tracepoints = request.tracepoints
  if (request.where.kind !== 'always') writeExpression(request.where, builder.initWhere())
  builder.groupBy = request.groupBy ?? []
  builder.intervalUs = request.intervalUs
  builder.mode = aggregates.AggregateMode[request.mode]
  if (request.maxGroups !== undefined) {
    builder.maxGroups = Math.min(request.maxGroups, AggregateLimits.maxGroups)
  }
  const list = builder.initMeasures(request.measures.length)
  request.measures.forEach((measure, i) => {
    writeMeasure(measure, list.get(i))
  })
}

function writeMeasure(measure: Measure, builder: aggregates.MeasureBuilder): void {
  builder.function = aggregates.AggregateFunction[measure.function]
  if (measure.function === 'count') return
  builder.field = measure.field
  if (measure.function === 'linearHistogram') {
    builder.linearFrom = measure.from
    builder.linearWidth = measure.width
    builder.linearBuckets = measure.buckets
  } else if (measure.function === 'top' && measure.count !== undefined) {
    builder.topCount = measure.count
  }
}

/**
 * Reads a request that another process sent. Throws INVALID_ARGUMENT for more of anything than
 * the limits allow, before it takes memory for it, and for what this version does not know.
 * Whether it makes sense, `planAggregate` tells.
 */
export function readRequest(reader: aggregates.AggregateRequestReader): AggregateRequest {
  const { tracepoints, groupBy, measures } = reader
  atMost('tracepoint patterns', tracepoints.length, TracepointLimits.maxPatterns)
  atMost('fields to group by', groupBy.length, AggregateLimits.maxGroupBy)
  atMost('measures', measures.length, AggregateLimits.maxMeasures)
  const mode = aggregates.AggregateModeNames[reader.mode]
  if (mode === undefined) throw unknown('mode', reader.mode)
  return {
    tracepoints: [...tracepoints],
    where: reader.hasWhere() ? readExpression(reader.where) : ALWAYS,
    groupBy: [...groupBy].map(fieldName),
    measures: Array.from({ length: measures.length }, (_, i) => readMeasure(measures.get(i))),
    intervalUs: reader.intervalUs,
    mode,
    maxGroups: reader.maxGroups,
  }
}

function readMeasure(reader: aggregates.MeasureReader): Measure {
  const name = aggregates.AggregateFunctionNames[reader.function]
  const field = fieldName(reader.field)
  switch (name) {
    case undefined:
      throw unknown('measure', reader.function)
    case 'count':
      return { function: name }
    case 'linearHistogram':
      return {
        function: name,
        field,
        from: reader.linearFrom,
        width: reader.linearWidth,
        buckets: reader.linearBuckets,
      }
    case 'top':
      return { function: name, field, count: reader.topCount }
    default:
      return { function: name, field }
  }
}

function fieldName(name: string): string {
  atMost("characters of a field's name", name.length, ExpressionLimits.maxFieldCharacters)
  return name
}

function atMost(what: string, count: number, limit: number): void {
  if (count <= limit) return
  throw new NodetapError(
    ErrorCodes.InvalidArgument,
    `An aggregate with ${count} ${what}; at most ${limit} are taken`,
  )
}

function unknown(what: string, number: number): NodetapError {
  return new NodetapError(
    ErrorCodes.InvalidArgument,
    `This version knows no ${what} of the number ${number}`,
  )
}
