import { BridgeLimits } from '../limits.js'
import type { PeerInfo } from '../rpc/answers.js'
import { networkOf } from './network-of.js'
import { captureDirectory, type Peer } from './peer.js'

/** The peers that the inputs have told of, the closed ones for a while longer. */
export class PeerTable {
  readonly #byId = new Map<number, Peer>()
  /** By the name of a capture directory; connections one after another share it. */
  readonly #byDirectory = new Map<string, Peer[]>()

  get(id: number): Peer | undefined {
    return this.#byId.get(id)
  }

  /** The peer, made if it is new. */
  ensure(id: number, sinceUs: number): Peer {
    const known = this.#byId.get(id)
    if (known !== undefined) return known
    this.#makeRoom()
    const peer: Peer = {
      id,
      name: '',
      address: '',
      connectionType: '',
      network: undefined,
      direction: undefined,
      connectedAtS: undefined,
      sinceUs,
      counted: true,
      lingering: false,
      closed: false,
      announced: false,
    }
    this.#byId.set(id, peer)
    return peer
  }

  /**
   * Fills in what the node calls a peer: an address, or a host name, which says nothing of the
   * address that it was resolved to.
   */
  setName(peer: Peer, name: string): void {
    if (name === '') return
    if (networkOf(name) === undefined) peer.name = name
    else this.setAddress(peer, name)
  }

  /** Fills in an address: what it was resolved to, and the name if that is still unknown. */
  setAddress(peer: Peer, address: string): void {
    if (address === '') return
    if (peer.name === '') peer.name = address
    peer.network ??= networkOf(address)
    if (peer.address === address) return
    this.#dropFromDirectory(peer)
    peer.address = address
    const directory = captureDirectory(address)
    const list = this.#byDirectory.get(directory)
    if (list === undefined) this.#byDirectory.set(directory, [peer])
    else list.push(peer)
  }

  /** The peer that had a capture directory at a time by the node's clock; the newest where that is not clear. */
  atDirectory(directory: string, nodeTimeUs: number): Peer | undefined {
    const list = this.#byDirectory.get(directory)
    if (list === undefined) return undefined
    for (let at = list.length - 1; at > 0; at--) {
      const peer = list[at] as Peer
      if ((peer.connectedAtS ?? 0) * 1e6 <= nodeTimeUs) return peer
    }
    return list[0]
  }

  /** Whether an open connection has that capture directory. */
  isTaken(directory: string): boolean {
    return this.#byDirectory.get(directory)?.some(({ closed }) => !closed) === true
  }

  /** Takes over what `getpeerinfo` tells of a peer. */
  learn(peer: Peer, info: PeerInfo): void {
    // "addr" is the name: the host name where the node was told one.
    if (info.address !== '') {
      if (peer.address === '') this.setName(peer, info.address)
      peer.name = info.address
    }
    if (info.connectionType !== '') peer.connectionType = info.connectionType
    peer.direction = info.inbound ? 'inbound' : 'outbound'
    if (info.network !== undefined) peer.network = info.network
    if (info.connectedAtS !== undefined) peer.connectedAtS = info.connectedAtS
  }

  /** Connections of a direction that the node counts. */
  count(direction: 'inbound' | 'outbound'): number {
    let count = 0
    for (const peer of this.#byId.values()) {
      if (peer.counted && peer.direction === direction) count++
    }
    return count
  }

  /** The node has looked for closed connections: those that it had closed itself no longer count. */
  sweepLingering(): void {
    for (const peer of this.#byId.values()) {
      if (peer.lingering && peer.closed) {
        peer.counted = false
        peer.lingering = false
      }
    }
  }

  all(): IterableIterator<Peer> {
    return this.#byId.values()
  }

  clear(): void {
    this.#byId.clear()
    this.#byDirectory.clear()
  }

  /** Closed peers go first, the oldest; an open one only where all are open. */
  #makeRoom(): void {
    if (this.#byId.size < BridgeLimits.maxPeers) return
    let victim: Peer | undefined
    for (const peer of this.#byId.values()) {
      victim ??= peer
      if (peer.closed && !peer.counted) {
        victim = peer
        break
      }
    }
    if (victim === undefined) return
    this.#byId.delete(victim.id)
    this.#dropFromDirectory(victim)
  }

  #dropFromDirectory(peer: Peer): void {
    if (peer.address === '') return
    const directory = captureDirectory(peer.address)
    const list = this.#byDirectory.get(directory)?.filter(other => other !== peer)
    if (list === undefined) return
    if (list.length === 0) this.#byDirectory.delete(directory)
    else this.#byDirectory.set(directory, list)
  }
}
