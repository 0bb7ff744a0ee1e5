import { readFileSync } from 'node:fs'

/** Name and version of this package, as subscribers are told: "nodetap/0.1.0". */
export const SOFTWARE = `nodetap/${version()}`

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return version
}
