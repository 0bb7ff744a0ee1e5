import {
  type Comparison,
  compose,
  type Expression,
  exactRange,
  flagTest,
  hashTest,
  numberTest,
  payloadTest,
  specialise,
  textTest,
} from '../../expressions/index.js'
import { TRACEPOINTS } from '../../tracepoints/index.js'
import type { RecordSource } from '../batches/index.js'
import {
  hashPlace,
  numberReader,
  payloadLengthReader,
  payloadPlace,
  TextVerdicts,
  textIdReader,
} from '../records/index.js'
import { type RecordField, recordFields } from '../sites/index.js'

/** Looks at an event's record where it lies in the ring. */
export type RecordCondition = (at: number, sequence: number) => boolean

/** Every event; told apart by identity. */
export const EVERY_RECORD: RecordCondition = () => true

/** Answers about texts, by what asks: one set of them serves all tracepoints. */
export class VerdictCache {
  readonly #verdicts = new Map<unknown, TextVerdicts>()
  readonly #source: RecordSource

  constructor(source: RecordSource) {
    this.#source = source
  }

  /** Those of `asker`; equal askers ask the same. */
  of(asker: unknown, ask: (text: string) => boolean): TextVerdicts {
    const known = this.#verdicts.get(asker)
    if (known !== undefined) return known
    const made = new TextVerdicts(this.#source.texts, ask)
    this.#verdicts.set(asker, made)
    return made
  }
}

/**
 * What an expression that was checked asks of the records of tracepoint `id`; null where none of
 * them can meet it. Closures over the ring's memory, made once: nothing is looked up an event.
 */
export function recordCondition(
  expression: Expression,
  id: number,
  source: RecordSource,
  verdicts = new VerdictCache(source),
): RecordCondition | null {
  const left = specialise(expression, TRACEPOINTS[id]?.name ?? '')
  if (left === null) return null
  return compose<RecordCondition>(left, {
    always: EVERY_RECORD,
    compare: compared => comparison(compared, { id, source, verdicts }),
    not: part => (at, sequence) => !part(at, sequence),
    both: (a, b) => (at, sequence) => a(at, sequence) && b(at, sequence),
    either: (a, b) => (at, sequence) => a(at, sequence) || b(at, sequence),
  })
}

/** What a condition is compiled for. */
interface Target {
  readonly id: number
  readonly source: RecordSource
  readonly verdicts: VerdictCache
}

function comparison(compared: Comparison, { id, source, verdicts }: Target): RecordCondition {
  if (compared.field === 'sequence') {
    const test = numberTest(compared)
    return (_at, sequence) => test(sequence)
  }
  if (compared.field === 'timestampUs') {
    const test = numberTest(compared)
    const { float64 } = source
    return at => test(Math.floor(float64[(at >> 1) + 1] as number))
  }
  const field = recordFields[id]?.find(it => it.name === compared.field)
  if (field === undefined) return () => false
  switch (field.kind) {
    case 'text': {
      const textId = textIdReader(source, field)
      const answers = verdicts.of(compared, textTest(compared))
      return at => answers.of(textId(at))
    }
    case 'enum': {
      const number = numberReader(source, field)
      const names = TRACEPOINTS[id]?.fields.find(it => it.name === field.name)?.enumNames ?? []
      const answers = names.map(textTest(compared))
      return at => answers[number(at)] === true
    }
    case 'bool': {
      const number = numberReader(source, field)
      const test = flagTest(compared)
      return at => test(number(at))
    }
    case 'hash': {
      const place = hashPlace(field)
      const test = hashTest(compared)
      return at => test(source.bytes, place(at), 32)
    }
    case 'payload': {
      const place = payloadPlace(field)
      const length = payloadLengthReader(source)
      const test = payloadTest(compared)
      return at => test(source.bytes, place(at), length(at))
    }
    default:
      return numberCondition(compared, field, source)
  }
}

/** Ranges, the most frequent question of all, are written out: calls cost more than they do. */
function numberCondition(
  compared: Comparison,
  field: RecordField,
  source: RecordSource,
): RecordCondition {
  const range = exactRange(compared)
  if (range === null) {
    const number = numberReader(source, field)
    const test = numberTest(compared)
    return at => test(number(at))
  }
  const [least, most] = range
  const { int32, float64 } = source
  const { offset } = field
  switch (field.kind) {
    case 'int64':
    case 'uint64':
      return at => {
        const value = float64[(at >> 1) + offset] as number
        return value >= least && value <= most
      }
    case 'int32':
      return at => {
        const value = int32[at + offset] as number
        return value >= least && value <= most
      }
    default:
      return at => {
        const value = (int32[at + offset] as number) >>> 0
        return value >= least && value <= most
      }
  }
}
