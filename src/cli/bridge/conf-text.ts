import type { DiscoveredNode } from '../../sources/bitcoind/index.js'

/**
 * The lines that bitcoin.conf lacks, for its end: in the chain's section, because the file may end
 * in that of another.
 */
export function confText(node: DiscoveredNode, wanted: readonly string[]): string {
  const { chain, config } = node
  const { setup } = node.next
  const missing = wanted.filter(line => !isSet(line, node.next))
  if (missing.length === 0) return `# ${config.path} has all that nodetap bridge can use.\n`
  return [
    `# For ${config.path}: what nodetap bridge can use and it lacks. Restart the node then.`,
    ...(setup.capturesMessages
      ? []
      : [
          '# capturemessages writes all P2P traffic to message_capture/ and never deletes it: see to the disk.',
        ]),
    ...(setup.ips ? [] : ['# logips puts addresses of peers into debug.log.']),
    `[${chain.name}]`,
    ...missing,
    '',
  ].join('\n')
}

/** Whether a line of bitcoin.conf would change nothing. */
export function isSet(line: string, { setup, options }: DiscoveredNode['next']): boolean {
  const equals = line.indexOf('=')
  const name = line.slice(0, equals)
  const value = line.slice(equals + 1)
  if (name === 'debug') return [...setup.categories].some(it => it === value)
  if (name === 'server') return setup.serves
  if (name === 'debuglogfile') return setup.logPath !== null
  if (name.startsWith('zmqpub')) return options.all(name).length > 0
  return options.isOn(name)
}
