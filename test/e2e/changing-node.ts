/**
 * A process with a publisher whose node never stands still: peers come and go, the mempool fills
 * and empties, the chain grows. Told to pause, it says what its state is.
 */
import { performance } from 'node:perf_hooks'
import { type SnapshotSource, startPublisher } from '../../src/publisher/index.js'

/** What the parent may ask for. */
export type ChangingCommand =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** Blocks the event loop for so many milliseconds, changing all the while. */
  | { readonly kind: 'block'; readonly ms: number }
  /** Has the snapshot source do something else from now on. */
  | { readonly kind: 'source'; readonly behaviour: Behaviour }

export type Behaviour = 'sync' | 'async' | 'throwing' | 'none'

export interface ChangingState {
  /** By the number of the peer: its address. */
  readonly peers: Readonly<Record<number, string>>
  readonly transactions: number
  readonly vsize: number
  readonly feeSat: number
  readonly height: number
}

const [path = '', seed = '1', ringBytes = ''] = process.argv.slice(2)
let random = Number(seed)
const next = (below: number): number => {
  random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
  return (random >>> 8) % below
}

const peers = new Map<number, string>()
const mempool = new Map<number, { vsize: number; feeSat: number }>()
let height = 100
let nextId = 1
let paused = false

const mempoolState = () => {
  let vsize = 0
  let feeSat = 0
  for (const entry of mempool.values()) {
    vsize += entry.vsize
    feeSat += entry.feeSat
  }
  return { transactions: mempool.size, vsize, feeSat, memoryBytes: 1, minFeeRate: 1000 }
}
const peerStates = () =>
  [...peers].map(([peerId, address]) => ({
    peerId,
    address,
    connectionType: 'inbound',
    network: 'ipv4' as const,
    establishedAt: 1_700_000_000,
  }))
const tipState = () => ({ hash: hashOf(height), height, blockTime: 1_700_000_000 + height })

const later = <T>(state: () => T): Promise<T> =>
  new Promise(resolve => setImmediate(() => resolve(state())))
const sources: Readonly<Record<Behaviour, SnapshotSource | null>> = {
  sync: { peers: peerStates, mempool: mempoolState, tip: tipState },
  async: { peers: () => later(peerStates), mempool: () => later(mempoolState), tip: tipState },
  throwing: {
    peers: () => {
      throw new Error('peers are not to be had')
    },
    mempool: () => Promise.reject(new Error('nor is the mempool')),
    tip: tipState,
  },
  none: null,
}

const tracing = await startPublisher({
  path,
  ...(ringBytes === '' ? {} : { ringBytes: Number(ringBytes) }),
  // Known from the start, so that no subscriber can come before it.
  ...(sources.sync === null ? {} : { snapshots: sources.sync }),
})
const sites = tracing.tracepoints

function hashOf(number: number): Uint8Array {
  const hash = new Uint8Array(32)
  new DataView(hash.buffer).setUint32(0, number)
  return hash
}

/** Every change and its event in one go. */
function change(): void {
  switch (next(6)) {
    case 0: {
      const id = nextId++
      const address = `10.0.0.${id % 250}:8333`
      peers.set(id, address)
      const site = sites['net:inbound_connection']
      if (site.enabled) site.fire(id, address, 'inbound', 'ipv4', peers.size)
      break
    }
    case 1: {
      const id = [...peers.keys()].at(next(peers.size || 1))
      if (id === undefined) break
      const address = peers.get(id) ?? ''
      peers.delete(id)
      const site = sites['net:closed_connection']
      if (site.enabled) site.fire(id, address, 'inbound', 'ipv4', 1_700_000_000)
      break
    }
    case 2:
    case 3: {
      const id = nextId++
      const entry = { vsize: 100 + next(1000), feeSat: next(10_000) }
      mempool.set(id, entry)
      const site = sites['mempool:added']
      if (site.enabled) site.fire(hashOf(id), entry.vsize, entry.feeSat)
      break
    }
    case 4: {
      const [first] = mempool
      if (first === undefined) break
      const [id, { vsize, feeSat }] = first
      mempool.delete(id)
      const site = sites['mempool:removed']
      if (site.enabled) site.fire(hashOf(id), 'block', vsize, feeSat, 1_700_000_000)
      break
    }
    default: {
      height++
      const site = sites['validation:block_connected']
      if (site.enabled) site.fire(hashOf(height), height, 1, 1, 4, 1000)
    }
  }
}

function state(): ChangingState {
  const { transactions, vsize, feeSat } = mempoolState()
  return { peers: Object.fromEntries(peers), transactions, vsize, feeSat, height }
}

function turn(): void {
  if (!paused) for (let i = next(40); i >= 0; i--) change()
  setImmediate(turn)
}

process.on('message', (command: ChangingCommand) => {
  if (command.kind === 'block') {
    const end = performance.now() + command.ms
    while (performance.now() < end) {
      change()
      const pause = performance.now() + 0.2
      while (performance.now() < pause);
    }
  } else if (command.kind === 'source') tracing.provideSnapshots(sources[command.behaviour])
  else paused = command.kind === 'pause'
  process.send?.(state())
})
for (let i = 0; i < 500; i++) change()
turn()
process.send?.(state())
