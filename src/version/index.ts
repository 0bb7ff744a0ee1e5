import { readFileSync } from 'node:fs'

/** This package's version, as "0.1.0". */
export const VERSION = readVersion()

function readVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return version
}
