import { aggregatesEndToEnd } from './end-to-end/aggregates.js'
import { badSubscribers } from './end-to-end/bad-subscribers.js'
import { coins } from './end-to-end/coins.js'
import { curves } from './end-to-end/curves.js'
import { filtered } from './end-to-end/filtered.js'
import { largePayloads } from './end-to-end/large-payloads.js'
import { latency } from './end-to-end/latency.js'
import { memory } from './end-to-end/memory.js'
import { pingFlood } from './end-to-end/ping-flood.js'
import { recording, recordingScan } from './end-to-end/recording.js'
import { subscribers } from './end-to-end/subscribers.js'
import { throughput } from './end-to-end/throughput.js'
import { upstreamRows } from './end-to-end/upstream-rows.js'
import type { Bench } from './harness/bench.js'
import { aggregate } from './suites/aggregate.js'
import { decodeColumns, decodeObjects } from './suites/decode.js'
import { encode } from './suites/encode.js'
import { filters } from './suites/filters.js'
import { siteAlternatives } from './suites/site-alternatives.js'
import { siteOff } from './suites/site-off.js'
import { siteOnCoarse, siteOnExact } from './suites/site-on.js'

/** Every bench, in the order of an event's way. */
export const benches: readonly Bench[] = [
  siteOff,
  siteOnExact,
  siteOnCoarse,
  siteAlternatives,
  encode,
  filters,
  aggregate,
  decodeColumns,
  decodeObjects,
  throughput,
  latency,
  aggregatesEndToEnd,
  filtered,
  subscribers,
  badSubscribers,
  coins,
  memory,
  largePayloads,
  upstreamRows,
  recording,
  recordingScan,
  pingFlood,
  curves,
]
