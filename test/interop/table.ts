/** Tables by the rule in peer.capnp. */
import type { TableBuilder, TableReader } from './generated/peer.js'

const numberOf = (index: number): number => index * 2654435761
const textOf = (index: number, length: number): string =>
  String.fromCharCode(97 + (index % 26)).repeat(length)

export function fillTable(table: TableBuilder, count: number, textBytes: number): void {
  table.title = `table of ${count}`
  const rows = table.initRows(count)
  for (let i = 0; i < count; i++) {
    const row = rows.get(i)
    row.number = numberOf(i)
    row.text = textOf(i, textBytes)
    row.data = new Uint8Array(textBytes).fill(i % 251)
    row.numbers = Uint32Array.of(i, i * i)
  }
}

/** How many values of the table are not as the rule says. */
export function wrongIn(table: TableReader): number {
  const { rows } = table
  let wrong = table.title === `table of ${rows.length}` ? 0 : 1
  for (let i = 0; i < rows.length; i++) {
    const { number, text, data, numbers } = rows.get(i)
    if (number !== numberOf(i)) wrong++
    if (text !== textOf(i, data.length)) wrong++
    if (data.some(byte => byte !== i % 251)) wrong++
    if (numbers.length !== 2 || numbers[0] !== i || numbers[1] !== i * i) wrong++
  }
  return wrong
}
