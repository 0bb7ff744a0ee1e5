import type { Tracepoint, TracepointField } from './tracepoint.js'

/** A field's type as a server describes it: "uint64", "bytes", "enum(unroutable,ipv4,…)". */
export function fieldType(field: TracepointField): string {
  if (field.kind === 'enum') return `enum(${field.enumNames?.join(',') ?? ''})`
  return field.kind === 'payload' ? 'bytes' : field.kind
}

/** A tracepoint and its fields, as text of several lines for a terminal. */
export function describeTracepoint(tracepoint: Tracepoint): string {
  const rows = tracepoint.fields.map(field => [
    field.name,
    field.unit === '' ? field.kind : `${field.kind}, ${field.unit}`,
    describeField(field),
  ])
  const widths = [0, 1].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const lines = rows.map(([name = '', type = '', description = '']) =>
    `  ${name.padEnd(widths[0] ?? 0)}  ${type.padEnd(widths[1] ?? 0)}  ${description}`.trimEnd(),
  )
  const head = `${tracepoint.name} (${tracepoint.stability})`
  return [head, tracepoint.description, '', ...lines].join('\n')
}

function describeField(field: TracepointField): string {
  if (field.enumNames === undefined) return field.description
  return `${field.description} One of ${field.enumNames.join(', ')}.`
}
