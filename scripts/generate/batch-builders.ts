/** The classes that collect events in columns: straight code, a class a columns struct. */
import {
  type BuilderColumn,
  builderColumns,
  endsName,
  eventBytes,
  words,
} from './builder-columns.js'
import { type RecordLayout, recordLayout, stem } from './record-layout.js'
import { findStruct, type Schema } from './schema-model.js'
import { structOf } from './site-names.js'
import { docComment, header, listed } from './text.js'
import type { ColumnsStruct, TracepointModel } from './tracepoint-model.js'

const PATH = 'src/publisher/batches/generated/columns-builders.ts'

export function batchBuilderFiles(schema: Schema, model: TracepointModel): Map<string, string> {
  const classes = model.columnsStructs.map(builderClass).join('\n')
  const helpers = ['grownInt32', 'grownUint16', 'grownUint8', 'inlineWords'].filter(name =>
    classes.includes(`${name}(`),
  )
  const imports = ['type BatchStart', 'ColumnsBuilder', 'type ColumnsBuilderClass', ...helpers]
  const builders = model.tracepoints.map(
    ({ name, columns }) => `  ${builderName(structOf(model, columns))}, // ${name}\n`,
  )
  const code = `${header('schema/tracepoints.capnp')}
import type { BatchTexts } from '../batch-texts.js'
import type { BufferPool } from '../buffer-pool.js'
${listed('import {', imports, "} from '../columns-builder.js'", '', ' ')}
import { BatchLimits } from '../limits.js'
import { PayloadColumn } from '../payload-column.js'
import type { EventRun, RecordSource } from '../record-source.js'
import type { SegmentWriter } from '../segment-writer.js'

/** In a constant of its own: a property of what another module exports is looked up each time. */
const MAX_OFFSET = BatchLimits.maxOffset
const MAX_INT32 = 0x7fffffff

${classes}
/** The class that collects a tracepoint's events, by its id. */
export const columnsBuilders: readonly ColumnsBuilderClass[] = [
${builders.join('')}]

/** By tracepoint: the pointer of its columns in Batch. */
export const pointerIndexes: readonly number[] = [
${model.tracepoints.map(({ pointerIndex, name }) => `  ${pointerIndex}, // ${name}\n`).join('')}]

/** The struct Batch: its size, words of its numbers, and the pointer of its texts. */
export const batchStruct = {
${batchStruct(schema)}} as const
`
  return new Map([[PATH, code]])
}

function batchStruct(schema: Schema): string {
  const batch = findStruct(schema, 'tracepoints', 'Batch')
  const offset = (name: string, perWord: number) => {
    const field = batch.fields.find(candidate => candidate.name === name)
    return field?.kind === 'slot' ? field.offset / perWord : -1
  }
  const entries = {
    dataWords: batch.dataWords,
    pointerWords: batch.pointerWords,
    firstSequence: offset('firstSequence', 1),
    baseTimestampUs: offset('baseTimestampUs', 1),
    eventCount: offset('eventCount', 2),
    texts: offset('texts', 1),
  }
  return Object.entries(entries)
    .map(([name, value]) => `  ${name}: ${value},\n`)
    .join('')
}

function builderClass(struct: ColumnsStruct): string {
  const layout = recordLayout(struct)
  const all = builderColumns(struct)
  const payload = layout.payload?.field
  const declarations = all.map(({ name, type }) => `  #${name} = new ${type}(0)\n`)
  const growth = all.map(({ name, type, perEvent }) => {
    const length =
      perEvent === 1 ? 'capacity' : perEvent < 1 ? 'capacity / 8' : `${perEvent} * capacity`
    return `    this.#${name} = grown${type.replace('Array', '')}(this.#${name}, ${length})\n`
  })
  const encoding = all.map(
    ({ name, encode, pointerIndex }) =>
      `    out.${encode}(at + ${pointerIndex}, this.#${name}, count)\n`,
  )
  const hasTexts = layout.fields.some(({ field }) => field.kind === 'text')
  const payloadMembers =
    payload === undefined
      ? ''
      : `  readonly #${payload.name}: PayloadColumn

  constructor(pool: BufferPool) {
    super()
    this.#${payload.name} = new PayloadColumn(pool)
  }
`
  return `${docComment(struct.doc)}export class ${builderName(struct)} extends ColumnsBuilder {
  readonly eventBytes = ${eventBytes(all)}
  readonly pointerWords = ${struct.pointerWords}
${declarations.join('')}${payloadMembers}
  append(
    ring: RecordSource,
    run: EventRun,
    from: number,
    end: number,
    base: BatchStart,
    ${payload === undefined ? '_payloadBytes' : 'payloadBytes'}: number,
    bytes: number,
    ${hasTexts ? 'texts' : '_texts'}: BatchTexts,
  ): number {
    const wanted = this.count + end - from
    if (wanted > this.capacity) this.#grow(wanted)
${appendBody(all, layout)}  }

  words(): number {
    const { count } = this
    return ${words(struct, all, payload)}
  }

  encode(out: SegmentWriter, at: number): void {
    const { count } = this
${encoding.join('')}${payload === undefined ? '' : `    out.payload(at + ${payload.pointerIndex}, this.#${payload.name})\n`}    this.count = 0
    this.bytes = 0
  }
${payload === undefined ? '' : `\n  override close(): void {\n    this.#${payload.name}.close()\n  }\n`}
  #grow(wanted: number): void {
    const capacity = this.nextCapacity(wanted)
${growth.join('')}    this.capacity = capacity
  }
}
`
}

/**
 * One loop over the events of a run, with all columns in local variables: what an event costs
 * the worker is decided here.
 */
function appendBody(all: readonly BuilderColumn[], { fields }: RecordLayout): string {
  const payload = fields.find(({ field }) => field.kind === 'payload')
  const hasTexts = fields.some(({ field }) => field.kind === 'text')
  const before = [
    'const { int32, float64 } = ring',
    'const places = run.at',
    'const offsets = run.offset',
    'const { timestampUs } = base',
    'const sequence = run.firstSequence - base.sequence',
    ...all.map(({ name }) => `const ${name}Column = this.#${name}`),
    ...(hasTexts
      ? [
          'texts.begin(ring.texts)',
          'const { entries, epoch } = texts',
          'let textBytes = texts.byteLength',
        ]
      : []),
    'let room = bytes',
    'let to = end',
    'let i = this.count',
    'let next = from',
    ...(payload === undefined
      ? []
      : [
          // As 32 bits, so that the lesser of two is found without floating point.
          'const limit = Math.min(payloadBytes, MAX_INT32) | 0',
          `const start = this.#${payload.field.name}.length`,
          'let payloadEnd = start',
        ]),
  ]
  const texts = fields.filter(({ field }) => field.kind === 'text')
  const event = [
    'const at = places[next] as number',
    'const word = at >> 1',
    'const timestampOffset = Math.floor(float64[word + 1] as number) - timestampUs',
    ...(payload === undefined
      ? ['const left = room - EVENT_BYTES']
      : [
          'const payloadLength = Math.min(int32[at + 1] as number, limit)',
          'const left = room - EVENT_BYTES - payloadLength',
        ]),
    'if (left < 0 || timestampOffset < 0 || timestampOffset > MAX_OFFSET) {',
    '  to = next',
    '  break',
    '}',
    ...texts.map(
      ({ field: { name }, offset }) =>
        `const ${name} = (entries[int32[at + ${offset}] as number] as number) ^ epoch`,
    ),
    ...(hasTexts ? [`if (${upperHalf(texts)} !== 0) break`] : []),
    'room = left',
    'sequenceOffsetColumn[i] = sequence + (offsets[next] as number)',
    'timestampOffsetUsColumn[i] = timestampOffset',
    ...fields.flatMap(appendField),
  ]
  const events = ['for (; next < to; next++, i++) {', ...event.map(line => `  ${line}`), '}']
  // No call within the loop over events: after one, the columns would be checked anew.
  const loop = hasTexts
    ? [
        'for (;;) {',
        ...events.map(line => `  ${line}`),
        '  if (next >= to || !texts.hasRoom) break',
        '  const at = places[next] as number',
        ...texts.map(({ offset }) => `  texts.find(ring.texts, int32[at + ${offset}] as number)`),
        '  room -= texts.byteLength - textBytes',
        '  textBytes = texts.byteLength',
        '}',
      ]
    : events
  const after = [
    ...(payload === undefined
      ? ['this.bytes += (next - from) * EVENT_BYTES']
      : [
          `this.#${payload.field.name}.append(ring, run, from, next, ${payload.offset * 2}, limit, payloadEnd - start)`,
          'this.bytes += (next - from) * EVENT_BYTES + payloadEnd - start',
        ]),
    'this.count = i',
    'return next - from',
  ]
  return [...before, ...loop, ...after]
    .map(line => `    ${line}\n`)
    .join('')
    .replaceAll('EVENT_BYTES', `${eventBytes(all)}`)
}

/** The epochs of all texts, put together: 0 where all are of the present one. */
function upperHalf(texts: RecordLayout['fields']): string {
  const names = texts.map(({ field }) => field.name).join(' | ')
  return texts.length === 1 ? `${names} >>> 16` : `(${names}) >>> 16`
}

function appendField({ field, offset }: RecordLayout['fields'][number]): string[] {
  const { name } = field
  switch (field.kind) {
    case 'int64':
    case 'uint64':
      return [
        `const ${name} = float64[word + ${offset}] as number`,
        `${name}Column[2 * i] = ${name}`,
        `${name}Column[2 * i + 1] = Math.floor(${name} / 0x100000000)`,
      ]
    case 'bool':
      return [
        `const ${name} = (int32[at + ${offset}] as number) << (i & 7)`,
        `if ((i & 7) === 0) ${name}Column[i >> 3] = ${name}`,
        `else ${name}Column[i >> 3] = (${name}Column[i >> 3] as number) | ${name}`,
      ]
    case 'text':
      return [`${name}Column[i] = ${name}`]
    case 'hash':
      return Array.from(
        { length: 8 },
        (_, word) => `${name}Column[8 * i + ${word}] = int32[at + ${offset * 2 + word}] as number`,
      )
    case 'payload':
      return ['payloadEnd += payloadLength', `${endsName(field)}Column[i] = payloadEnd`]
    default:
      return [`${name}Column[i] = int32[at + ${offset}] as number`]
  }
}

function builderName(struct: ColumnsStruct): string {
  return `${stem(struct)}Builder`
}
