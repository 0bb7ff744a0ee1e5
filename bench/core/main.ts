/**
 * Nanoseconds an event of the way from a site to a decoded batch, without sockets and RPC:
 * `node dist/bench/core/main.js [group…]`. Each group runs in a process of its own, so that none
 * is compiled for the other's types.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { clientSideCases } from './client-side.js'
import { type Case, measure } from './measure.js'
import { tracedThreadCases } from './traced-thread.js'
import { workerSideCases } from './worker-side.js'

const ROUNDS = 401

const GROUPS: Readonly<Record<string, () => Case[]>> = {
  'traced thread, exact clock': () => tracedThreadCases(false),
  'traced thread, coarse clock': () => tracedThreadCases(true),
  worker: workerSideCases,
  client: clientSideCases,
}

const [group, flag] = process.argv.slice(2)
if (flag === '--here' && group !== undefined) {
  console.log(group)
  for (const [name, ns] of measure(GROUPS[group]?.() ?? [], ROUNDS)) {
    console.log(`  ${name.padEnd(52)} ${ns.toFixed(1).padStart(9)} ns`)
  }
} else {
  const chosen = Object.keys(GROUPS).filter(name => group === undefined || name.includes(group))
  for (const name of chosen) {
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, '--here'], {
      stdio: 'inherit',
    })
  }
}
