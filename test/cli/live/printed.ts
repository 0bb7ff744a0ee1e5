import type { Line } from '../../../src/cli/live/index.js'

/** What a person reads of lines. */
export function texts(lines: readonly Line[]): string[] {
  return lines.flatMap(({ text }) => (text === null ? [] : [text]))
}

/** What a program reads of lines. */
export function jsons(lines: readonly Line[]): Record<string, unknown>[] {
  return lines.flatMap(({ json }) =>
    json === null ? [] : [JSON.parse(JSON.stringify(json)) as Record<string, unknown>],
  )
}
