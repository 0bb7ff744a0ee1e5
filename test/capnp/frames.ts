import { headerBytes } from '../../src/capnp/index.js'
import type { Tree } from './tree.js'

/** A frame from the words of its segments, each written as 16 hexadecimal digits in wire order. */
export function frameOf(...segments: readonly (readonly string[])[]): Uint8Array {
  const header = new Uint8Array(headerBytes(segments.length))
  const table = new DataView(header.buffer)
  table.setUint32(0, segments.length - 1, true)
  segments.forEach((words, i) => {
    table.setUint32(4 * (i + 1), words.length, true)
  })
  const body = Buffer.from(segments.flat().join('').replaceAll(' ', ''), 'hex')
  const frame = new Uint8Array(header.length + body.length)
  frame.set(header)
  frame.set(body, header.length)
  return frame
}

/** A word from two 32-bit halves. */
export function word(low: number, high: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(low >>> 0, 0)
  bytes.writeUInt32LE(high >>> 0, 4)
  return bytes.toString('hex')
}

export const pointer = {
  struct: (offset: number, dataWords: number, pointerWords: number): string =>
    word(offset << 2, dataWords | (pointerWords << 16)),
  list: (offset: number, elementSize: number, count: number): string =>
    word((offset << 2) | 1, elementSize | (count << 3)),
  far: (segment: number, offset: number): string => word((offset << 3) | 2, segment),
  doubleFar: (segment: number, offset: number): string => word((offset << 3) | 6, segment),
  capability: (index: number): string => word(3, index),
} as const

/** A word that is no pointer and no zero. */
export const WORD = '0102030405060708'

/**
 * The frame of a tree whose objects lie in segments that `choose` picks (a number below its
 * argument): reached by near, far and double-far pointers, as it comes.
 */
export function scatter(tree: Tree, choose: (below: number) => number): Uint8Array {
  const segments: string[][] = Array.from({ length: 1 + choose(4) }, () => [])
  segments[0]?.push(ZERO)
  const scattered = new Scatter(segments, choose)
  scattered.write(0, 0, tree)
  return frameOf(...segments)
}

const ZERO = '0000000000000000'

class Scatter {
  readonly #segments: string[][]
  readonly #choose: (below: number) => number

  constructor(segments: string[][], choose: (below: number) => number) {
    this.#segments = segments
    this.#choose = choose
  }

  /** Writes `tree` somewhere, and a pointer to it at word `at` of `segment`. */
  write(segment: number, at: number, tree: Tree): void {
    switch (tree.kind) {
      case 'null':
        return
      case 'capability':
        this.#set(segment, at, pointer.capability(tree.index))
        return
      case 'struct': {
        const data = wordsOf(tree.data)
        const words = data.concat(tree.pointers.map(() => ZERO))
        const tag = [0, data.length | (tree.pointers.length << 16)] as const
        const place = this.#place(segment, at, tag, words)
        this.#writeAll(place, data.length, tree.pointers)
        return
      }
      case 'numbers': {
        const tag = [1, tree.elementSize | (tree.count << 3)] as const
        this.#place(segment, at, tag, wordsOf(tree.bytes))
        return
      }
      case 'pointers': {
        const words = tree.items.map(() => ZERO)
        const place = this.#place(segment, at, [1, 6 | (words.length << 3)], words)
        this.#writeAll(place, 0, tree.items)
        return
      }
      case 'structs': {
        const { dataWords, pointerWords, items } = tree
        const words = items.flatMap(item =>
          wordsOf(item.data).concat(item.pointers.map(() => ZERO)),
        )
        const first = word(items.length << 2, dataWords | (pointerWords << 16))
        const place = this.#place(segment, at, [1, 7 | (words.length << 3)], [first, ...words])
        items.forEach((item, i) => {
          this.#writeAll(place, 1 + i * (dataWords + pointerWords) + dataWords, item.pointers)
        })
      }
    }
  }

  #writeAll(place: { segment: number; at: number }, from: number, trees: readonly Tree[]): void {
    trees.forEach((tree, i) => {
      this.write(place.segment, place.at + from + i, tree)
    })
  }

  /** Puts `words` somewhere; `tag` is the pointer to them but for its offset. */
  #place(
    segment: number,
    at: number,
    [low, high]: readonly [number, number],
    words: readonly string[],
  ): { segment: number; at: number } {
    const home = this.#choose(this.#segments.length)
    const direct = (from: number, to: number): string => word(((to - from - 1) << 2) | low, high)
    const isEmptyStruct = words.length === 0 && low === 0
    if (home === segment && this.#choose(2) === 0) {
      const start = this.#push(home, ...words)
      // An empty struct right behind its pointer would be a null pointer.
      this.#set(segment, at, direct(at, isEmptyStruct ? at : start))
      return { segment: home, at: start }
    }
    if (this.#choose(2) === 0) {
      const pad = this.#push(home, ZERO, ...words)
      this.#set(home, pad, direct(pad, isEmptyStruct ? pad : pad + 1))
      this.#set(segment, at, pointer.far(home, pad))
      return { segment: home, at: pad + 1 }
    }
    const start = this.#push(home, ...words)
    const other = this.#choose(this.#segments.length)
    const pad = this.#push(other, pointer.far(home, start), word(low, high))
    this.#set(segment, at, pointer.doubleFar(other, pad))
    return { segment: home, at: start }
  }

  #push(segment: number, ...words: readonly string[]): number {
    const all = this.#segments[segment] ?? []
    all.push(...words)
    return all.length - words.length
  }

  #set(segment: number, at: number, content: string): void {
    const words = this.#segments[segment]
    if (words !== undefined) words[at] = content
  }
}

function wordsOf(bytes: readonly number[]): string[] {
  const hex = Buffer.from(bytes).toString('hex')
  return Array.from({ length: Math.ceil(hex.length / 16) }, (_, i) =>
    hex.slice(16 * i, 16 * (i + 1)).padEnd(16, '0'),
  )
}
