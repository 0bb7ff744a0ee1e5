import { setTimeout as delay } from 'node:timers/promises'
import { ErrorCodes, NodetapError } from '../../errors/index.js'

const POLL_MS = 5
const TIMEOUT_MS = 10_000

/**
 * Waits until `condition` holds.
 *
 * @param what for the message if it does not in time: "the wallet to see block 5"
 * @throws NodetapError `TIMEOUT` after 10 seconds, `ABORTED` when `signal` fires
 */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS
  while (!(await condition())) {
    if (signal?.aborted) throw new NodetapError(ErrorCodes.Aborted, `Stopped waiting for ${what}`)
    if (Date.now() > deadline) {
      throw new NodetapError(ErrorCodes.Timeout, `Waited ${TIMEOUT_MS / 1000} s for ${what}`)
    }
    await delay(POLL_MS)
  }
}
