import { type Filter, fixedText, sampleHash, sampleHashOfNumber } from '../../expressions/index.js'
import { TRACEPOINTS } from '../../tracepoints/index.js'
import type { RecordSource } from '../batches/index.js'
import { hashPlace, numberReader, textIdReader } from '../records/index.js'
import { recordFields } from '../sites/index.js'
import { EVERY_RECORD, type RecordCondition, type VerdictCache } from './record-condition.js'

const HASH_BYTES = 32

/**
 * Whether an event of tracepoint `id` is in the sample by a field's value; null where the
 * tracepoint has no such field, so that none of its events is.
 */
export function recordSampling(
  { sampleOneIn, sampleBy }: Filter,
  id: number,
  source: RecordSource,
  verdicts: VerdictCache,
): RecordCondition | null {
  const isKept = (hash: number): boolean => hash % sampleOneIn === 0
  const isTextKept = (text: string): boolean => {
    const bytes = Buffer.from(text)
    return isKept(sampleHash(bytes, 0, bytes.length))
  }
  switch (sampleBy) {
    case 'tracepoint':
    case 'direction': {
      const text = fixedText(sampleBy, TRACEPOINTS[id]?.name ?? '')
      return text !== null && isTextKept(text) ? EVERY_RECORD : null
    }
    case 'sequence':
      return (_at, sequence) => isKept(sampleHashOfNumber(sequence))
    case 'timestampUs':
      return at => {
        const timeUs = source.float64[(at >> 1) + 1] as number
        return isKept(sampleHashOfNumber(Math.floor(timeUs)))
      }
    default:
  }
  const field = recordFields[id]?.find(it => it.name === sampleBy)
  if (field === undefined) return null
  switch (field.kind) {
    case 'payload':
      return null
    case 'text': {
      const textId = textIdReader(source, field)
      const answers = verdicts.of(recordSampling, isTextKept)
      return at => answers.of(textId(at))
    }
    case 'hash': {
      const place = hashPlace(field)
      return at => isKept(sampleHash(source.bytes, place(at), HASH_BYTES))
    }
    default: {
      const number = numberReader(source, field)
      return at => isKept(sampleHashOfNumber(number(at)))
    }
  }
}
