import { writeRequest } from '../../aggregates/index.js'
import type { StructListBuilder } from '../../capnp/index.js'
import { ALWAYS, type Expression, formatExpression, writeFilter } from '../../expressions/index.js'
import { traceServer } from '../../schema/index.js'
import { TRACEPOINTS } from '../../tracepoints/index.js'
import type { Account } from '../subscriptions/index.js'

/** A condition in nodetap's notation; empty where there is none. */
export function whereText(where: Expression): string {
  return where.kind === 'always' ? '' : formatExpression(where)
}

/** Writes who is served, what each asked for, and what it costs. */
export function writeAccounts(
  accounts: readonly Account[],
  list: StructListBuilder<traceServer.SubscriberDescriptionBuilder>,
): void {
  accounts.forEach((account, i) => {
    const entry = list.get(i)
    entry.id = account.id
    entry.kind = traceServer.SubscriberKind[account.kind]
    entry.connectionId = account.connectionId
    entry.processId = account.processId
    entry.sinceUnixUs = account.sinceUnixUs
    entry.tracepoints = account.tracepointIds.map(id => TRACEPOINTS[id]?.name ?? '')
    entry.where = account.where
    const options = entry.initOptions()
    options.payloadBytes = account.options.payloadBytes
    options.maxBatchEvents = account.options.maxBatchEvents
    options.maxBatchBytes = account.options.maxBatchBytes
    options.maxBatchWaitUs = account.options.maxBatchWaitUs
    options.maxQueueBytes = account.options.maxQueueBytes
    options.snapshot = account.snapshot
    writeFilter({ ...account.thinning, where: ALWAYS }, options.initFilter())
    if (account.aggregate !== null) {
      const asked = { ...account.aggregate, tracepoints: [], where: ALWAYS }
      writeRequest(asked, entry.initAggregate())
    }
    entry.sentEvents = account.sentEvents
    entry.sentBytes = account.sentBytes
    entry.queuedEvents = account.queuedEvents
    entry.queuedBytes = account.queuedBytes
    entry.lostEvents = account.lostEvents
    entry.filteredEvents = account.filteredEvents
    entry.workerTimeUs = Math.round(account.workMs * 1000)
  })
}
