import { addresses } from './addresses.js'
import { blocks } from './blocks.js'
import { bloom } from './bloom.js'
import type { Golden } from './common.js'
import { compactBlocks } from './compact-blocks.js'
import { control } from './control.js'
import { filtersBip157 } from './filters-bip157.js'
import { handshake } from './handshake.js'
import { headers } from './headers.js'
import { inventory } from './inventory.js'

/** Golden bytes of every message type, by family. */
export const goldens: readonly Golden[] = [
  ...addresses,
  ...blocks,
  ...bloom,
  ...compactBlocks,
  ...control,
  ...filtersBip157,
  ...handshake,
  ...headers,
  ...inventory,
]
