import type { BridgeStatus, InputStatus } from '../../sources/bitcoind/index.js'
import { type Output, styled } from '../context.js'
import { printable } from '../printable.js'

const STYLES = { running: 'green', waiting: 'yellow', failed: 'red', off: 'dim' } as const

/** How the bridge stands, a line an input. */
export function statusLines(status: BridgeStatus, output: Output): string[] {
  const { node, inputs, events, losses, lastLosses, warnings } = status
  const total = Object.values(events).reduce((sum, count) => sum + count, 0)
  const last = lastLosses.at(-1)
  const lost = last === undefined ? '' : `, last: ${printable(last.reason)}`
  return [
    `${new Date().toISOString()}  ${node === '' ? 'node not seen yet' : printable(node)}, ${total} events, ${losses} times something was missed${lost}`,
    ...inputs.map(it => inputLine(it, output)),
    ...warnings.map(it => `  ${styled(output, 'yellow', 'warning')}  ${printable(it)}`),
  ]
}

/** An input and its state; what to do about it, if anything. */
function inputLine({ input, state, detail, advice }: InputStatus, output: Output): string {
  const what = advice === '' ? '' : ` → ${printable(advice)}`
  return `  ${input.padEnd(7)}  ${styled(output, STYLES[state], state.padEnd(7))}  ${printable(detail)}${what}`
}

/** The status as a JSON object: as it stands, for programs. */
export function statusJson(status: BridgeStatus): Record<string, unknown> {
  return { timeUnixMs: Date.now(), ...status }
}
