import { type FieldKind, findTracepoint, TRACEPOINTS } from '../tracepoints/index.js'

/** A field as conditions see it, over all the tracepoints that have it. */
export interface ConditionField {
  readonly name: string
  /** Of each tracepoint that has it, without doubles. */
  readonly kinds: readonly FieldKind[]
  readonly family: FieldFamily
  /** Of an enum: its names. */
  readonly enumNames: readonly string[]
  readonly unit: string
}

/** What kinds of fields are to conditions. */
export type FieldFamily = 'number' | 'flag' | 'text' | 'enum' | 'hash' | 'payload'

/** The tracepoints that this version knows. */
export const ALL_TRACEPOINTS: readonly string[] = TRACEPOINTS.map(({ name }) => name)

/** What every event has, or what follows from its tracepoint, besides the schema's fields. */
export const PSEUDO_FIELDS = ['tracepoint', 'direction', 'sequence', 'timestampUs'] as const
export type PseudoField = (typeof PSEUDO_FIELDS)[number]

/** Whether a tracepoint is about what comes in or what goes out; null: it is about neither. */
export function directionOf(tracepoint: string): 'inbound' | 'outbound' | null {
  const event = tracepoint.slice(tracepoint.indexOf(':') + 1)
  if (event.startsWith('inbound_')) return 'inbound'
  return event.startsWith('outbound_') ? 'outbound' : null
}

/** The text that `tracepoint` or `direction` is for all events of a tracepoint. */
export function fixedText(field: 'tracepoint' | 'direction', tracepoint: string): string | null {
  return field === 'tracepoint' ? tracepoint : directionOf(tracepoint)
}

function familyOf(kind: FieldKind): FieldFamily {
  switch (kind) {
    case 'bool':
      return 'flag'
    case 'text':
    case 'enum':
    case 'hash':
    case 'payload':
      return kind
    default:
      return 'number'
  }
}

/**
 * The field of that name in `tracepoints`; undefined where none has it. Fields of one name are of
 * one family in all of the schema.
 */
export function findField(
  name: string,
  tracepoints: readonly string[],
): ConditionField | undefined {
  const pseudo = pseudoField(name, tracepoints)
  if (pseudo !== undefined) return pseudo
  const kinds = new Set<FieldKind>()
  const enumNames = new Set<string>()
  let unit = ''
  for (const tracepoint of tracepoints) {
    const field = findTracepoint(tracepoint)?.fields.find(it => it.name === name)
    if (field === undefined) continue
    kinds.add(field.kind)
    for (const enumName of field.enumNames ?? []) enumNames.add(enumName)
    unit = field.unit
  }
  const [first] = kinds
  if (first === undefined) return undefined
  return { name, kinds: [...kinds], family: familyOf(first), enumNames: [...enumNames], unit }
}

function pseudoField(name: string, tracepoints: readonly string[]): ConditionField | undefined {
  const text = { name, kinds: ['enum'], family: 'enum', unit: '' } as const
  switch (name) {
    case 'tracepoint':
      // Also others than were asked for: a condition may be wider than what it is applied to.
      return { ...text, enumNames: [...new Set([...ALL_TRACEPOINTS, ...tracepoints])] }
    case 'direction': {
      const directions = tracepoints.map(directionOf).filter(it => it !== null)
      return directions.length === 0 ? undefined : { ...text, enumNames: [...new Set(directions)] }
    }
    case 'sequence':
      return { name, kinds: ['uint64'], family: 'number', enumNames: [], unit: '' }
    case 'timestampUs':
      return { name, kinds: ['int64'], family: 'number', enumNames: [], unit: 'us' }
    default:
      return undefined
  }
}

/** The names that conditions on events of `tracepoints` may use. */
export function fieldNames(tracepoints: readonly string[]): string[] {
  const names = new Set<string>()
  for (const tracepoint of tracepoints) {
    for (const { name } of findTracepoint(tracepoint)?.fields ?? []) names.add(name)
  }
  for (const name of PSEUDO_FIELDS) {
    if (pseudoField(name, tracepoints) !== undefined) names.add(name)
  }
  return [...names]
}
