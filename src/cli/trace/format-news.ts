import type { Gap, Loss } from '../../client/index.js'
import { type Output, styled } from '../context.js'
import { printable } from '../printable.js'

const CAUSES: Readonly<Record<Loss['cause'], string>> = {
  ringFull: 'the node fired faster than its worker drained',
  queueFull: 'this subscriber was too slow',
  tooLarge: 'larger than the ring takes',
  fault: 'the node passed wrong arguments',
  rateLimit: 'beyond the rate that was asked for',
  missed: 'the source did not see them',
  unknown: 'the node does not say why',
}

/** A loss as a line for a person. */
export function formatLoss(loss: Loss, output: Output): string {
  const range = `sequence ${loss.firstSequence} to ${loss.lastSequence}`
  return styled(
    output,
    'red',
    `LOST ${loss.count} × ${printable(loss.tracepoint)}: ${CAUSES[loss.cause]} (${range})`,
  )
}

/** A gap as a line for a person. */
export function formatGap(gap: Gap, output: Output): string {
  const seconds = ((gap.resumedAt - gap.lostAt) / 1000).toFixed(1)
  const what = gap.restarted
    ? 'the node was restarted; what happened meanwhile was not seen'
    : `${gap.missedEvents} events were fired to others meanwhile`
  return styled(output, 'red', `RECONNECTED after ${seconds} s: ${what}`)
}
