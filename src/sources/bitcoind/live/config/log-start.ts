import type { FileSystem } from '../files/index.js'
import { ConfigLimits } from './limits.js'
import { type OptionEntry, optionEntry } from './node-options.js'

/** What a node tells of itself in the first lines of its log. */
export interface NodeStart {
  /** "v31.0.0". */
  readonly version: string
  readonly command: readonly OptionEntry[]
  /** Of bitcoin.conf and settings.json. */
  readonly file: readonly OptionEntry[]
}

const OPENING = Buffer.from('\n\n\n\n\n')

/** Time, then perhaps the thread, a source location or a category, each in brackets. */
const PREFIX = String.raw`^\S+Z (?:\(mocktime: \S+\) )?(?:\[[^\]]*\] )*`
const VERSION = new RegExp(`${PREFIX}Bitcoin [A-Z][a-z]{1,30}(?: RPC)? version (v\\S+)`)
const SETTING = new RegExp(
  `${PREFIX}(Command-line|Config file|Setting file) arg: (?:\\[(\\w+)\\] )?([\\w.-]+)=(.*)$`,
)

/** Reads the lines of a node's start, one by one. */
export class LogStartReader {
  #version: string | null = null
  readonly #command: OptionEntry[] = []
  readonly #file: OptionEntry[] = []

  /** The node was started: what it told before is over. */
  reset(): void {
    this.#version = null
    this.#command.length = 0
    this.#file.length = 0
  }

  /** True for a line that tells something. */
  line(line: string): boolean {
    const version = VERSION.exec(line)
    if (version !== null) this.#version = version[1] ?? ''
    const setting = SETTING.exec(line)
    if (setting === null) return version !== null
    const [, source, section = '', name = '', text = ''] = setting
    const into = source === 'Command-line' ? this.#command : this.#file
    into.push(settingOf(section, name, text))
    return true
  }

  /** Null: no start has been seen. */
  get start(): NodeStart | null {
    const version = this.#version
    return version === null ? null : { version, command: [...this.#command], file: [...this.#file] }
  }
}

/** Values are JSON: `"net"`, `false` for a negated option, `true`. `****` stands for a secret. */
function settingOf(section: string, name: string, text: string): OptionEntry {
  if (text === 'false') return { section, name, value: null }
  if (text === 'true') return { section, name, value: '1' }
  let value = text
  try {
    value = String(JSON.parse(text))
  } catch {
    // A secret, or a value of another version: as it stands.
  }
  return optionEntry(section, name, value)
}

/** Searches the end of a log for the last start of the node in it; null: it is further back. */
export function findNodeStart(path: string, files: FileSystem): NodeStart | null {
  let handle: number
  try {
    handle = files.open(path)
  } catch {
    return null
  }
  try {
    const at = lastOpening(handle, files)
    if (at === null) return null
    const buffer = Buffer.alloc(ConfigLimits.maxLogStartBytes)
    const got = files.read(handle, buffer, buffer.length, at)
    const reader = new LogStartReader()
    for (const line of buffer.toString('latin1', 0, got).split('\n')) reader.line(line)
    return reader.start
  } catch {
    return null
  } finally {
    files.close(handle)
  }
}

/** Where the five empty lines that a node begins with last are. */
function lastOpening(handle: number, files: FileSystem): number | null {
  const buffer = Buffer.alloc(1024 * 1024)
  const { size } = files.statusOf(handle)
  const floor = Math.max(0, size - ConfigLimits.maxLogScanBytes)
  const step = buffer.length - OPENING.length
  for (let end = size; end > floor; end -= step) {
    const from = Math.max(0, end - buffer.length)
    const got = files.read(handle, buffer, end - from, from)
    const at = buffer.subarray(0, got).lastIndexOf(OPENING)
    if (at !== -1) return from + at
    if (from === 0) return null
  }
  return null
}
