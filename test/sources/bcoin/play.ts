import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RegtestNode } from '../../../src/cli/demo/regtest-node.js'
import { Spender } from '../../../src/cli/demo/spender.js'
import { attachBcoin, type BcoinTracing } from '../../../src/sources/bcoin/index.js'
import { startTestTracing } from '../../../src/testing/index.js'
import type { TraceEvent } from '../../../src/tracepoints/index.js'
import { type Scenario, Stage } from './scenario.js'

const DEFAULT_BLOCKS = 105

/**
 * Plays a scenario with a node of its own that fires into `tracing`.
 *
 * @param events resolves with all events that have fired until it was called
 */
export async function play(
  scenario: Scenario,
  tracing: BcoinTracing,
  events: () => Promise<readonly TraceEvent[]>,
): Promise<void> {
  const spender = new Spender()
  await using regtest = await RegtestNode.start(scenario.node)
  const first = regtest.node.chain.height + 1
  const blocks = await regtest.mine(scenario.blocks ?? DEFAULT_BLOCKS, spender.address)
  spender.collect(blocks, first)
  await regtest.walletSynced()
  const attachment = attachBcoin(regtest.node, tracing, { policies: scenario.policies ?? {} })
  await scenario.run(new Stage(regtest, spender, events))
  attachment.detach()
}

/** A test for each scenario, seen by a subscriber through the publisher's socket. */
export function testScenarios(scenarios: readonly Scenario[]): void {
  for (const scenario of scenarios) {
    test(scenario.name, async () => {
      await using under = await startTestTracing()
      await play(scenario, under.tracing, () => under.watch.events())
      assert.equal(under.tracing.firstFault, null)
    })
  }
}
