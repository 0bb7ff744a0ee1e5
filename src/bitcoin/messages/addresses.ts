import type { ByteReader } from '../byte-reader.js'
import { BitcoinLimits, MinimumSizes } from '../limits.js'
import { type NetworkAddress, readAddressV1, readAddressV2 } from '../network-address.js'
import type { MessageBase } from './message-base.js'

/** An address that a peer passes on. */
export interface GossipedAddress extends NetworkAddress {
  /** Unix time when it was last seen, seconds. */
  readonly timeS: number
  readonly services: bigint
}

/** `addr`, and `addrv2` of BIP 155. */
export interface AddressesMessage<Kind extends 'addr' | 'addrv2' = 'addr' | 'addrv2'>
  extends MessageBase<Kind> {
  readonly addresses: readonly GossipedAddress[]
}

export function readAddr(reader: ByteReader): AddressesMessage<'addr'> {
  const size = reader.remaining
  const count = reader.count('addresses', MinimumSizes.addr, BitcoinLimits.addresses)
  const addresses: GossipedAddress[] = []
  reader.enter('addresses')
  for (let index = 0; index < count; index++) {
    reader.at(index)
    const timeS = reader.uint32('timeS')
    const services = reader.uint64('services')
    addresses.push({ timeS, services, ...readAddressV1(reader) })
  }
  reader.leave()
  return {
    kind: 'addr',
    messageType: 'addr',
    size,
    trailingBytes: reader.remaining,
    addresses,
  }
}

export function readAddrV2(reader: ByteReader): AddressesMessage<'addrv2'> {
  const size = reader.remaining
  const count = reader.count('addresses', MinimumSizes.addrV2, BitcoinLimits.addresses)
  const addresses: GossipedAddress[] = []
  reader.enter('addresses')
  for (let index = 0; index < count; index++) {
    reader.at(index)
    const timeS = reader.uint32('timeS')
    const services = reader.compactSize64('services')
    addresses.push({ timeS, services, ...readAddressV2(reader) })
  }
  reader.leave()
  return {
    kind: 'addrv2',
    messageType: 'addrv2',
    size,
    trailingBytes: reader.remaining,
    addresses,
  }
}
