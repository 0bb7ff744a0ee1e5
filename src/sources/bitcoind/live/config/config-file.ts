import { closeSync, openSync, readSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { isMissing, systemCode } from '../files/index.js'
import { type Chain, findChain } from './chains.js'
import { configuredChain } from './configured-chain.js'
import { ConfigLimits } from './limits.js'
import { type OptionEntry, optionEntry } from './node-options.js'

/** What bitcoin.conf says. */
export interface ConfigFile {
  readonly path: string
  /** Why it could not be read: null (it was), `missing`, or the system's code. */
  readonly unreadable: string | null
  readonly entries: readonly OptionEntry[]
  /** What is wrong in it, in sentences. */
  readonly warnings: readonly string[]
}

/**
 * Reads bitcoin.conf with what it includes, as Bitcoin Core does. `directory` is the data
 * directory, to which the names of included files are relative. Of the sections only that of the
 * chain includes: the one given, or the one that the file chooses.
 */
export function readConfigFile(path: string, directory: string, chain?: Chain): ConfigFile {
  const text = readText(path)
  if (text.code !== null) return { path, unreadable: text.code, entries: [], warnings: [] }
  const warnings = [...text.warnings]
  const entries = parseConfig(text.text, path, warnings)
  const { name: ours } = chain ?? configuredChain(entries)
  const includes = entries.filter(
    ({ name, section, value }) =>
      name === 'includeconf' && value !== null && (section === '' || section === ours),
  )
  for (const { value } of includes.slice(0, ConfigLimits.maxIncludes)) {
    const file = isAbsolute(value ?? '') ? (value ?? '') : join(directory, value ?? '')
    const included = readText(file)
    if (included.code !== null) {
      warnings.push(`${file}, which ${path} includes, cannot be read: ${included.code}`)
      continue
    }
    warnings.push(...included.warnings)
    // Core does not follow an include of an included file either.
    entries.push(
      ...parseConfig(included.text, file, warnings).filter(it => it.name !== 'includeconf'),
    )
  }
  return { path, unreadable: null, entries, warnings }
}

/** The settings of one file's text. */
export function parseConfig(text: string, path: string, warnings: string[]): OptionEntry[] {
  const entries: OptionEntry[] = []
  let section = ''
  for (const [i, raw] of text.split('\n').entries()) {
    const line = (raw.split('#')[0] ?? '').trim()
    if (line === '') continue
    const heading = /^\[([^\]]*)\]$/.exec(line)
    if (heading !== null) {
      section = heading[1]?.trim() ?? ''
      if (findChain(section)?.name !== section) {
        warnings.push(`${path}:${i + 1}: there is no chain [${section}]`)
      }
      continue
    }
    const equals = line.indexOf('=')
    if (equals === -1) {
      warnings.push(`${path}:${i + 1}: no '='; Bitcoin Core does not start with such a line`)
      continue
    }
    entries.push(optionEntry(section, line.slice(0, equals).trim(), line.slice(equals + 1).trim()))
  }
  return entries
}

function readText(path: string): { text: string; code: string | null; warnings: string[] } {
  let handle: number
  try {
    handle = openSync(path, 'r')
  } catch (error) {
    return { text: '', code: isMissing(error) ? 'missing' : systemCode(error), warnings: [] }
  }
  try {
    const buffer = Buffer.alloc(ConfigLimits.maxFileBytes)
    const got = readSync(handle, buffer, 0, buffer.length, 0)
    const warnings = got < buffer.length ? [] : [`${path} is too long; its end was not read`]
    return { text: buffer.toString('utf8', 0, got), code: null, warnings }
  } catch (error) {
    return { text: '', code: systemCode(error), warnings: [] }
  } finally {
    closeSync(handle)
  }
}
