import { EVERY_TEXT, NO_TEXT, type TextSet, union } from '../../expressions/index.js'
import { gateFields } from '../sites/index.js'
import type { EventConsumer } from './event-consumer.js'

/** What the traced thread may leave out: events whose text no consumer wants. */
export function wantedTexts(consumers: readonly EventConsumer[], id: number): TextSet {
  const field = gateFields[id] ?? null
  if (field === null) return EVERY_TEXT
  return consumers
    .map(consumer => consumer.wantedTexts?.(id, field) ?? EVERY_TEXT)
    .reduce(union, NO_TEXT)
}

export function isEvery({ texts, complement }: TextSet): boolean {
  return complement && texts.size === 0
}
