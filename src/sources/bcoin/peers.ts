import type { InternedText, Tracepoints, Tracing } from '../../publisher/index.js'
import type { BcoinAddress, BcoinPeer, BcoinPool } from './bcoin-types/index.js'
import { Patches } from './patches.js'

type NetworkName = Parameters<Tracepoints['net:inbound_connection']['fire']>[3]

/** What events say of a peer; made once a connection. */
export interface PeerLabel {
  readonly id: number
  readonly address: InternedText
  readonly connectionType: InternedText
  readonly network: NetworkName
}

/** `patches` are undone when the connection has ended. */
export type PeerHook = (peer: BcoinPeer, label: PeerLabel, patches: Patches) => void

/** The connections of a pool, from the moment that they have a number. */
export class PeerRegistry {
  readonly #pool: BcoinPool
  readonly #intern: Tracing['intern']
  readonly #hooks: PeerHook[] = []
  readonly #peers = new Map<BcoinPeer, { label: PeerLabel; patches: Patches }>()

  constructor(pool: BcoinPool, intern: Tracing['intern']) {
    this.#pool = pool
    this.#intern = intern
  }

  /** Has `hook` called for every connection that will be made. Before {@link start}. */
  onPeer(hook: PeerHook): void {
    this.#hooks.push(hook)
  }

  label(peer: BcoinPeer): PeerLabel | undefined {
    return this.#peers.get(peer)?.label
  }

  /** The last to listen: `peer close` makes the registry forget the peer. */
  start(patches: Patches): void {
    const pool = this.#pool
    patches.method(pool, 'bindPeer', bind => peer => {
      bind.call(pool, peer)
      this.#add(peer)
    })
    patches.listen(pool, 'peer close', (peer: BcoinPeer) => this.#forget(peer))
    patches.onUndo(() => {
      for (const peer of [...this.#peers.keys()]) this.#forget(peer)
    })
    for (let peer = pool.peers.head(); peer; peer = peer.next) this.#add(peer)
  }

  #add(peer: BcoinPeer): void {
    const label = {
      id: peer.id,
      address: this.#intern(peer.address.hostname),
      connectionType: this.#intern(connectionType(peer, this.#pool)),
      network: networkName(peer.address),
    }
    const patches = new Patches()
    this.#peers.set(peer, { label, patches })
    for (const hook of this.#hooks) hook(peer, label, patches)
  }

  #forget(peer: BcoinPeer): void {
    this.#peers.get(peer)?.patches.undo()
    this.#peers.delete(peer)
  }
}

/**
 * Bitcoin Core's word for how the connection came about. bcoin makes outbound connections to
 * hosts that its operator has named (`--nodes`, `--only`, `addnode`) and to hosts that it knows
 * from gossip and seeds; all of them relay blocks, transactions and addresses.
 */
function connectionType(peer: BcoinPeer, { hosts }: BcoinPool): string {
  if (!peer.outbound) return 'inbound'
  const { hostname } = peer.address
  const named = hosts.nodes.some(address => address.hostname === hostname)
  return named || !hosts.map.has(hostname) ? 'manual' : 'outbound-full-relay'
}

/** As in Bitcoin Core, local and private addresses are of no network: `unroutable`. */
function networkName(address: BcoinAddress): NetworkName {
  if (address.isOnion()) return 'onion'
  if (!address.isRoutable()) return 'unroutable'
  return address.isIPv4() ? 'ipv4' : 'ipv6'
}
