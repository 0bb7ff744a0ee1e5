import type { NetworkName } from '../../../tracepoints/index.js'

/** A connection of the node, as far as the inputs have told of it. */
export interface Peer {
  readonly id: number
  /** What the node calls it: address and port, or the host name that it was told to connect to. Empty: unknown. */
  name: string
  /** Address and port as resolved: what its capture directory is called after. Empty: unknown. */
  address: string
  /** Empty: unknown. */
  connectionType: string
  /** Undefined: unknown. */
  network: NetworkName | undefined
  direction: 'inbound' | 'outbound' | undefined
  /** Unix seconds by the node's clock. Undefined: unknown. */
  connectedAtS: number | undefined
  /** Unix microseconds by the machine's clock, when it was first heard of. */
  readonly sinceUs: number
  /** The node still counts it among its connections. */
  counted: boolean
  /** The node's network thread closed it itself, and counts it until it next looks for closed ones. */
  lingering: boolean
  closed: boolean
  /** The event of its connection is out, or was before the bridge. */
  announced: boolean
}

/** The name of a peer's directory below `message_capture`. */
export function captureDirectory(address: string): string {
  return address.replaceAll(':', '_')
}

/** The address that a capture directory is called after. */
export function directoryAddress(directory: string): string {
  return directory.replaceAll('_', ':')
}
