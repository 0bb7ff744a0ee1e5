import type { RegtestNode, RegtestOptions } from '../../../src/cli/demo/regtest-node.js'
import type { OwnCoin, Spender } from '../../../src/cli/demo/spender.js'
import { waitUntil } from '../../../src/cli/demo/wait.js'
import type { BcoinPolicies } from '../../../src/sources/bcoin/index.js'
import type { TraceEvent, TracepointName } from '../../../src/tracepoints/index.js'

/**
 * Something that happens in a node, and what must be seen of it. Scenarios know nothing of
 * how the events come to them: a recorder at the sites or a subscription in another process.
 */
export interface Scenario {
  readonly name: string
  readonly node?: RegtestOptions
  readonly policies?: BcoinPolicies
  /** Blocks mined to the spender before tracing matters. 105, of which 6 can be spent. */
  readonly blocks?: number
  run(stage: Stage): Promise<void>
}

/** Where a scenario is played. */
export class Stage {
  readonly regtest: RegtestNode
  readonly spender: Spender
  readonly #events: () => Promise<readonly TraceEvent[]>

  constructor(
    regtest: RegtestNode,
    spender: Spender,
    events: () => Promise<readonly TraceEvent[]>,
  ) {
    this.regtest = regtest
    this.spender = spender
    this.#events = events
  }

  get node() {
    return this.regtest.node
  }

  /** Everything that has fired so far, in order. */
  events(): Promise<readonly TraceEvent[]> {
    return this.#events()
  }

  async of<T extends TracepointName>(name: T): Promise<TraceEvent<T>[]> {
    const events = await this.events()
    return events.filter((event): event is TraceEvent<T> & TraceEvent => event.tracepoint === name)
  }

  /** The first such event, once it has fired. */
  async first<T extends TracepointName>(
    name: T,
    condition: (event: TraceEvent<T>) => boolean = () => true,
  ): Promise<TraceEvent<T>> {
    await waitUntil(name, async () => (await this.of(name)).some(condition))
    return (await this.of(name)).find(condition)!
  }

  /** As many events as that, once they have fired. */
  async some<T extends TracepointName>(name: T, count: number): Promise<TraceEvent<T>[]> {
    await waitUntil(`${count} × ${name}`, async () => (await this.of(name)).length >= count)
    return this.of(name)
  }

  /** A coin that can be spent. */
  coin(): OwnCoin {
    return this.spender.takeCoin(this.node.chain.height)
  }

  /** Mines blocks to the spender. */
  async mine(count = 1): Promise<void> {
    const first = this.node.chain.height + 1
    this.spender.collect(await this.regtest.mine(count, this.spender.address), first)
  }
}
