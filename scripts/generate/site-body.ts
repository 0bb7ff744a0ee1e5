/** What a site does when it is fired, as straight code. */
import { type RecordField, type RecordLayout, stem } from './record-layout.js'
import { argumentType, gateOf, numberFunction } from './site-names.js'
import { listed, quoted } from './text.js'
import type { ColumnField, ColumnsStruct } from './tracepoint-model.js'

/**
 * Checks the arguments, then stores the event, or does so late. All calls that are seldom made are
 * made late: after one, V8 would load and check anew what it knew of the ring.
 */
export function fireBody(struct: ColumnsStruct, layout: RecordLayout): string {
  const { fields, fixedWords, payload } = layout
  const lines: string[] = []
  const gate = gateOf(layout)
  if (gate !== undefined) {
    lines.push(`if (ring.flags[this.id] === GATED && !ring.gate.admits(this.id, ${gate})) return`)
  }
  for (const { field } of fields) {
    const check = CHECKS[field.kind]
    if (check === undefined) continue
    const [isWrong, wanted] = check
    lines.push(
      `if (${isWrong(field.name)}) {`,
      `  throw wrong(${quoted(field.name)}, ${field.name}, ${quoted(wanted)})`,
      '}',
    )
  }
  if (payload !== null) {
    const { name } = payload.field
    lines.push(`if (!(${name} instanceof Uint8Array)) mustBeBytes(${quoted(name)}, ${name})`)
  }
  lines.push('ring.refreshTime()')
  const texts = textsOf(layout)
  if (texts.length > 0) lines.push('const { texts } = ring')
  for (const { name } of texts) lines.push(`const ${name}Id = texts.known(${name})`)
  if (payload !== null) {
    lines.push(
      `const payloadLength = Math.min(${payload.field.name}.length, ring.payloadLimits[this.id] as number)`,
      `const words = ${fixedWords} + ((payloadLength + 7) >>> 3)`,
    )
  }
  const known = texts.length > 0 ? [`${anyOf(texts)} >= 0`] : []
  const conditions = [...known, `ring.hasRoom(${wordsOf(layout)})`]
  const first = ['ring', 'this.id', ...sizesOf(layout)]
  const names = fields.map(({ field }) => field.name)
  const ids = fields.map(({ field }) => valueName(field))
  lines.push(
    `if (${conditions.join(' && ')}) {`,
    `  store${stem(struct)}(${[...first, ...ids].join(', ')})`,
    '} else {',
    `  store${stem(struct)}Late(${[...first, ...names].join(', ')})`,
    '}',
  )
  return lines.map(line => `      ${line}\n`).join('')
}

/** Stores an event for which there is room, and whose texts have numbers. */
export function storeFunction(struct: ColumnsStruct, layout: RecordLayout): string {
  const { fields, payload } = layout
  const stores = fields.map(store)
  const lines = [
    `const at = ring.begin(id, ${wordsOf(layout)}, ${payload === null ? 0 : 'payloadLength'})`,
  ]
  if (stores.some(line => line.startsWith('float64'))) {
    lines.push('const float64 = ring.float64', 'const word = at >> 1')
  }
  if (stores.some(line => /\bint32\b/.test(line))) lines.push('const int32 = ring.int32')
  lines.push(...stores, `ring.commit(${wordsOf(layout)})`)
  const values = fields.map(
    ({ field }) => `${valueName(field)}: ${field.kind === 'text' ? 'number' : argumentType(field)}`,
  )
  return storingFunction(`store${stem(struct)}`, layout, values, lines)
}

/** The same where a text is new, or room has to be found: the event may have to be dropped. */
export function storeLateFunction(struct: ColumnsStruct, layout: RecordLayout): string {
  const { fields } = layout
  const texts = textsOf(layout)
  const words = wordsOf(layout)
  const lines = texts.map(({ name }) => `const ${name}Id = ring.texts.id(${name})`)
  if (texts.length > 0) {
    lines.push(
      `if (${anyOf(texts)} < 0) {`,
      '  ring.drop(id, DropCauseIndex.RingFull)',
      '  return',
      '}',
    )
  }
  const values = ['ring', 'id', ...sizesOf(layout), ...fields.map(({ field }) => valueName(field))]
  lines.push(
    `if (ring.hasRoom(${words}) || ring.makeRoom(id, ${words})) {`,
    `  store${stem(struct)}(${values.join(', ')})`,
    '}',
  )
  const parameters = fields.map(({ field }) => `${field.name}: ${argumentType(field)}`)
  return storingFunction(`store${stem(struct)}Late`, layout, parameters, lines)
}

function storingFunction(
  name: string,
  layout: RecordLayout,
  parameters: readonly string[],
  lines: readonly string[],
): string {
  const sizes = sizesOf(layout).map(size => `${size}: number`)
  const all = ['ring: RingWriter', 'id: number', ...sizes, ...parameters]
  return `${listed(`function ${name}(`, all, '): void {', '')}
${lines.map(line => `  ${line}\n`).join('')}}
`
}

const textsOf = ({ fields }: RecordLayout): ColumnField[] =>
  fields.filter(({ field }) => field.kind === 'text').map(({ field }) => field)

const valueName = ({ kind, name }: ColumnField): string => (kind === 'text' ? `${name}Id` : name)

/** Negative where any of the texts has no number. */
function anyOf(texts: readonly ColumnField[]): string {
  const ids = texts.map(valueName).join(' | ')
  return texts.length === 1 ? ids : `(${ids})`
}

/** What is known of a record's size when it is fired only. */
const sizesOf = ({ payload }: RecordLayout): string[] =>
  payload === null ? [] : ['words', 'payloadLength']

const wordsOf = ({ payload, fixedWords }: RecordLayout): string =>
  payload === null ? `${fixedWords}` : 'words'

/** What is true of a wrong number, and what would be right. Written out: calls cost too much. */
const CHECKS: Readonly<
  Partial<Record<ColumnField['kind'], readonly [(name: string) => string, string]>>
> = {
  int32: [name => `(${name} | 0) !== ${name}`, 'a 32-bit integer'],
  uint32: [name => `${name} >>> 0 !== ${name}`, 'an unsigned 32-bit integer'],
  int64: [name => `!Number.isSafeInteger(${name})`, 'an integer within ±(2^53 - 1)'],
  uint64: [
    name => `!(Number.isSafeInteger(${name}) && ${name} >= 0)`,
    'an integer from 0 to 2^53 - 1',
  ],
}

function store({ field, offset }: RecordField): string {
  const { kind, name } = field
  switch (kind) {
    case 'int64':
    case 'uint64':
      return `float64[word + ${offset}] = ${name}`
    case 'int32':
    case 'uint32':
      return `int32[at + ${offset}] = ${name}`
    case 'bool':
      return `writeBool(int32, at + ${offset}, ${name})`
    case 'text':
      return `int32[at + ${offset}] = ${name}Id`
    case 'enum':
      return `int32[at + ${offset}] = ${numberFunction(field)}(${name})`
    case 'hash':
      return `writeHash(int32, at + ${offset * 2}, ${name})`
    case 'payload':
      return `writePayload(ring, at + ${offset * 2}, ${name}, payloadLength)`
  }
}
