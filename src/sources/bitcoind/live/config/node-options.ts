import type { Chain } from './chains.js'

/** One setting of a node, from bitcoin.conf, from its command line, or as its log tells. */
export interface OptionEntry {
  /** The chain's section; empty: for all chains. */
  readonly section: string
  /** Without dashes and without `no`. */
  readonly name: string
  /** Null: it was negated (`nodebug`). */
  readonly value: string | null
}

/** Options that bitcoin.conf sets for other chains than mainnet only in their sections. */
const SECTION_ONLY = new Set(['addnode', 'bind', 'connect', 'port', 'rpcbind', 'rpcport', 'wallet'])

/**
 * Splits a setting as Bitcoin Core does: `regtest.rpcport=1`, `nodebug=1`, `noserver=0`. A name
 * may have dashes in front.
 */
export function optionEntry(section: string, text: string, value: string): OptionEntry {
  const key = text.replace(/^-+/, '')
  const dot = key.indexOf('.')
  const name = dot === -1 ? key : key.slice(dot + 1)
  const where = dot === -1 ? section : key.slice(0, dot)
  if (!name.startsWith('no') || name === 'node' || name === 'notimeout') {
    return { section: where, name, value }
  }
  // `noserver=0` is a double negation: it is set.
  return { section: where, name: name.slice(2), value: isTrue(value) ? null : '1' }
}

/** The settings of a node in force on a chain. */
export class NodeOptions {
  readonly #strong: readonly OptionEntry[]
  readonly #weak: readonly OptionEntry[]

  /**
   * `command` are settings of the command line, of which the last counts; `file` those of
   * bitcoin.conf, of which the first one does, and the chain's section before the rest.
   */
  constructor(command: readonly OptionEntry[], file: readonly OptionEntry[], chain: Chain) {
    this.#strong = command
    const own = file.filter(it => it.section === chain.name)
    const general = file.filter(
      it => it.section === '' && (chain.name === 'main' || !SECTION_ONLY.has(it.name)),
    )
    this.#weak = [...own, ...general]
  }

  /** The value in force; null: negated; undefined: not set. */
  get(name: string): string | null | undefined {
    const strong = this.#strong.findLast(it => it.name === name)
    return (strong ?? this.#weak.find(it => it.name === name))?.value
  }

  isOn(name: string, otherwise = false): boolean {
    const value = this.get(name)
    if (value === undefined) return otherwise
    return value !== null && isTrue(value)
  }

  /** All values of an option that may be set several times. A negation forgets those before it. */
  all(name: string): string[] {
    const values: string[] = []
    for (const it of [...this.#weak, ...this.#strong]) {
      if (it.name !== name) continue
      if (it.value === null) values.length = 0
      else values.push(it.value)
    }
    return values
  }
}

/** As Core reads a flag: empty is true, as is every number but 0. */
function isTrue(value: string): boolean {
  return value === '' || Number.parseInt(value, 10) !== 0
}
