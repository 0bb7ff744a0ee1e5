import type { EventFields, FieldReader } from '../../aggregates/index.js'
import { fixedText } from '../../expressions/index.js'
import type { Tracepoint } from '../../tracepoints/index.js'
import type { RecordSource } from '../batches/index.js'
import { hashPlace, numberReader, textIdReader } from '../records/index.js'
import { RingLimits } from '../ring/index.js'
import { type RecordField, recordFields } from '../sites/index.js'

/** 32-bit words of a hash. */
const HASH_WORDS = 8

/** The fields of events as their records lie in the ring; `at` is where a record begins. */
export function recordEventFields(source: RecordSource): EventFields {
  const { texts } = source
  return {
    texts: {
      size: RingLimits.textIds,
      serial: id => texts.serials[id] as number,
      text: id => texts.text(id),
    },
    reader: (tracepoint, name) => readerOf(source, tracepoint, name),
  }
}

function readerOf(source: RecordSource, tracepoint: Tracepoint, name: string): FieldReader | null {
  if (name === 'timestampUs') {
    const { float64 } = source
    // Word 1 of a record is its time.
    return { kind: 'number', number: at => Math.floor(float64[(at >> 1) + 1] as number) }
  }
  if (name === 'tracepoint' || name === 'direction') {
    const text = fixedText(name, tracepoint.name)
    return text === null ? null : { kind: 'constant', text }
  }
  const field = recordFields[tracepoint.id]?.find(it => it.name === name)
  return field === undefined ? null : recordReader(source, field)
}

function recordReader(source: RecordSource, field: RecordField): FieldReader | null {
  switch (field.kind) {
    case 'payload':
      return null
    case 'text':
      return { kind: 'text', textId: textIdReader(source, field) }
    case 'hash': {
      const place = hashPlace(field)
      const { int32 } = source
      return {
        kind: 'hash',
        hash(at, words) {
          const start = place(at) >> 2
          for (let i = 0; i < HASH_WORDS; i++) words[i] = int32[start + i] as number
        },
      }
    }
    default:
      return { kind: 'number', number: numberReader(source, field) }
  }
}
