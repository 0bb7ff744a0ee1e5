/** P2P messages as a capture of packets. */
export { NETWORK_IDS, NETWORKS, type NetworkId, networkOf } from './network-magic.js'
export { PcapngExporter } from './pcapng-exporter.js'
