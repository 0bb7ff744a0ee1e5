import type { ByteReader } from '../byte-reader.js'
import { BitcoinLimits, MinimumSizes } from '../limits.js'
import type { MessageBase } from './message-base.js'

type InventoryKind = 'inv' | 'getdata' | 'notfound'

/** Something announced, wanted or missing. */
export interface InventoryEntry {
  /** The number as sent, with its witness flag; {@link inventoryTypeName} names it. */
  readonly type: number
  /** Txid, wtxid or block hash: 32 bytes in internal order, a view into the payload. */
  readonly hash: Uint8Array
}

/** `inv`, `getdata` and `notfound`. */
export interface InventoryMessage<Kind extends InventoryKind = InventoryKind>
  extends MessageBase<Kind> {
  readonly entries: readonly InventoryEntry[]
}

/** The numbers of inventory entries. */
export const InventoryTypes = {
  Transaction: 1,
  Block: 2,
  FilteredBlock: 3,
  CompactBlock: 4,
  WitnessTransactionId: 5,
  /** BIP 144: set on types 1, 2 and 3 in a `getdata` that wants the witness. */
  WitnessFlag: 0x4000_0000,
} as const

const inventoryTypeNames: ReadonlyMap<number, string> = new Map([
  [InventoryTypes.Transaction, 'tx'],
  [InventoryTypes.Block, 'block'],
  [InventoryTypes.FilteredBlock, 'filtered-block'],
  [InventoryTypes.CompactBlock, 'cmpct-block'],
  [InventoryTypes.WitnessTransactionId, 'wtx'],
  [InventoryTypes.WitnessFlag | InventoryTypes.Transaction, 'witness-tx'],
  [InventoryTypes.WitnessFlag | InventoryTypes.Block, 'witness-block'],
  [InventoryTypes.WitnessFlag | InventoryTypes.FilteredBlock, 'witness-filtered-block'],
])

/** A short name of an inventory type: `tx`, `witness-block` …; undefined for an unknown one. */
export function inventoryTypeName(type: number): string | undefined {
  return inventoryTypeNames.get(type)
}

export function readInventory<Kind extends InventoryKind>(
  reader: ByteReader,
  kind: Kind,
): InventoryMessage<Kind> {
  const size = reader.remaining
  const count = reader.count('entries', MinimumSizes.inventoryEntry, BitcoinLimits.inventoryEntries)
  const entries: InventoryEntry[] = []
  reader.enter('entries')
  for (let index = 0; index < count; index++) {
    reader.at(index)
    entries.push({ type: reader.uint32('type'), hash: reader.hash('hash') })
  }
  reader.leave()
  return { kind, messageType: kind, size, trailingBytes: reader.remaining, entries }
}
