import type { BridgeInputs, LogCategory, ZmqTopic } from '../inputs.js'

/** Whether two sets of inputs are the same, so that the bridge is told only of changes. */
export function areSameInputs(a: BridgeInputs, b: BridgeInputs): boolean {
  return (
    a.capture === b.capture &&
    a.rpc === b.rpc &&
    a.rpcComing === b.rpcComing &&
    areSame(a.zmq, b.zmq) &&
    a.log.on === b.log.on &&
    a.log.ips === b.log.ips &&
    a.log.timeMicros === b.log.timeMicros &&
    areSame(a.log.categories, b.log.categories)
  )
}

function areSame(
  a: ReadonlySet<ZmqTopic | LogCategory>,
  b: ReadonlySet<ZmqTopic | LogCategory>,
): boolean {
  return a.size === b.size && [...a].every(it => b.has(it))
}

export const NO_INPUTS: BridgeInputs = {
  capture: false,
  zmq: new Set(),
  log: { on: false, categories: new Set(), timeMicros: false, ips: false },
  rpc: false,
}
