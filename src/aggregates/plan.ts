import { ErrorCodes, NodetapError } from '../errors/index.js'
import { type ConditionField, fieldHint, fieldNames, findField } from '../expressions/index.js'
import { aggregates } from '../schema/index.js'
import { findTracepoint, type Tracepoint } from '../tracepoints/index.js'
import { AggregateLimits } from './limits.js'
import { bytesPerGroup } from './measures/make-store.js'
import type { PlannedField, PlannedMeasure } from './planned.js'
import type { AggregateQuestion, Measure } from './request.js'
import type { ValueKind } from './values/field-codes.js'

/** An aggregate that can be computed within the limits. */
export interface AggregatePlan {
  readonly tracepoints: readonly Tracepoint[]
  readonly groupBy: readonly PlannedField[]
  readonly measures: readonly PlannedMeasure[]
  readonly maxGroups: number
}

/**
 * Checks an aggregate's question, and cuts its groups to what memory they may take. Throws
 * INVALID_ARGUMENT for one that makes no sense, with what would.
 *
 * @param question its tracepoints are names; those that this version does not know have no fields
 */
export function planAggregate(question: AggregateQuestion): AggregatePlan {
  const { tracepoints, groupBy = [], measures } = question
  const { maxGroups = AggregateLimits.defaultGroups } = question
  if (tracepoints.length === 0) {
    throw invalid("An aggregate names at least one tracepoint, or a pattern such as 'net:*'")
  }
  if (groupBy.length > AggregateLimits.maxGroupBy) {
    throw invalid(
      `groupBy names ${groupBy.length} fields; at most ${AggregateLimits.maxGroupBy} are taken`,
    )
  }
  const twice = groupBy.find((name, i) => groupBy.indexOf(name) !== i)
  if (twice !== undefined) throw invalid(`groupBy names ${shown(twice)} twice`)
  if (measures.length === 0) {
    throw invalid("An aggregate has at least one measure, such as { function: 'count' }")
  }
  if (measures.length > AggregateLimits.maxMeasures) {
    throw invalid(`${measures.length} measures; at most ${AggregateLimits.maxMeasures} are taken`)
  }
  if (!Number.isSafeInteger(maxGroups) || maxGroups < 1) {
    throw invalid(`maxGroups is ${maxGroups}: a whole number from 1 on is wanted`)
  }
  const plannedGroupBy = groupBy.map(name => planField(name, tracepoints, 'groupBy'))
  const plannedMeasures = measures.map(measure => planMeasure(measure, tracepoints))
  const bytes = bytesPerGroup(plannedGroupBy, plannedMeasures)
  return {
    tracepoints: tracepoints.flatMap(name => findTracepoint(name) ?? []),
    groupBy: plannedGroupBy,
    measures: plannedMeasures,
    maxGroups: Math.min(
      maxGroups,
      AggregateLimits.maxGroups,
      Math.max(1, Math.floor(AggregateLimits.maxBytes / bytes) - 1),
    ),
  }
}

/** Throws INVALID_ARGUMENT for tracepoints that a node tells only to who asks for a snapshot. */
export function refuseSnapshots(tracepoints: readonly string[]): void {
  const snapshot = tracepoints.find(name => name.startsWith('snapshot:'))
  if (snapshot === undefined) return
  throw invalid(
    `${snapshot} is told to a subscription that asks for a snapshot, and cannot be counted here`,
  )
}

/** An interval in microseconds, cut to the limits; 0 stays 0: reports only when asked. */
export function boundedInterval(intervalUs: number): number {
  const { minIntervalUs, maxIntervalUs } = AggregateLimits
  return intervalUs === 0 ? 0 : Math.min(Math.max(intervalUs, minIntervalUs), maxIntervalUs)
}

function planMeasure(measure: Measure, tracepoints: readonly string[]): PlannedMeasure {
  // Unknown to the types, and what the wire would take for a count.
  if (!Object.hasOwn(aggregates.AggregateFunction, measure.function)) {
    const known = Object.keys(aggregates.AggregateFunction).join(', ')
    throw invalid(`No measure is called ${shown(String(measure.function))}. There are: ${known}`)
  }
  if (measure.function === 'count') return { measure, field: null }
  const field = planField(measure.field, tracepoints, measure.function)
  const takesAny = measure.function === 'distinct' || measure.function === 'top'
  if (!takesAny && field.kind.kind !== 'number') {
    throw invalid(
      `${measure.function} takes a number, and ${field.name} is ${NAMES[field.kind.kind]}: distinct and top would take it`,
    )
  }
  if (measure.function === 'linearHistogram') checkBuckets(measure)
  if (measure.function === 'top') checkTop(measure.count ?? AggregateLimits.defaultTop)
  return { measure, field }
}

const NAMES: Readonly<Record<ValueKind['kind'], string>> = {
  number: 'a number',
  bool: 'a flag',
  enum: 'a name',
  text: 'a text',
  hash: 'a hash',
}

function planField(name: string, tracepoints: readonly string[], purpose: string): PlannedField {
  const field = name === 'sequence' ? undefined : findField(name, tracepoints)
  if (field === undefined) {
    const names = fieldNames(tracepoints).filter(it => it !== 'sequence' && it !== 'payload')
    const where =
      tracepoints.length === 1 ? `${tracepoints[0]} has no` : 'No tracepoint asked for has a'
    throw invalid(`${purpose}: ${where} field ${shown(name)}. ${fieldHint(name, names)}`)
  }
  return { name, kind: kindOf(field, purpose) }
}

function kindOf(field: ConditionField, purpose: string): ValueKind {
  switch (field.family) {
    case 'number':
      return { kind: 'number' }
    case 'flag':
      return { kind: 'bool' }
    case 'text':
    case 'hash':
      return { kind: field.family }
    case 'enum':
      return isFixedText(field.name) ? { kind: 'text' } : { kind: 'enum', names: field.enumNames }
    case 'payload':
      throw invalid(`${purpose} takes no payloads, as ${field.name} is: size is a number`)
  }
}

/** Whether a field is one text for all events of a tracepoint. */
function isFixedText(name: string): name is 'tracepoint' | 'direction' {
  return name === 'tracepoint' || name === 'direction'
}

function checkBuckets(measure: Extract<Measure, { function: 'linearHistogram' }>): void {
  const { from, width, buckets } = measure
  if (!Number.isSafeInteger(buckets) || buckets < 1 || buckets > AggregateLimits.maxBuckets) {
    throw invalid(
      `linearHistogram has ${buckets} buckets: a whole number from 1 to ${AggregateLimits.maxBuckets} is wanted`,
    )
  }
  if (!Number.isSafeInteger(width) || width < 1) {
    throw invalid(`linearHistogram has buckets of ${width}: a whole number from 1 on is wanted`)
  }
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(from + width * buckets)) {
    throw invalid('linearHistogram has buckets that do not lie within 2^53')
  }
}

function checkTop(count: number): void {
  if (!Number.isSafeInteger(count) || count < 1 || count > AggregateLimits.maxTop) {
    throw invalid(
      `top tells ${count} values: a whole number from 1 to ${AggregateLimits.maxTop} is wanted`,
    )
  }
}

function shown(name: string): string {
  return `'${name.slice(0, 64).replace(/[^\x20-\x7e]/g, '\ufffd')}'`
}

function invalid(message: string): NodetapError {
  return new NodetapError(ErrorCodes.InvalidArgument, message)
}
