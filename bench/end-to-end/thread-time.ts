import { readFileSync } from 'node:fs'

/** Processor time of this process so far, in nanoseconds. */
export interface ThreadTimes {
  /** Of the main thread, which is the traced one; null where the system does not tell. */
  readonly main: number | null
  /** Of all threads. */
  readonly all: number
}

export function threadTimes(): ThreadTimes {
  const { user, system } = process.cpuUsage()
  return { main: mainThreadTime(), all: (user + system) * 1000 }
}

function mainThreadTime(): number | null {
  if (process.platform !== 'linux') return null
  // "time on the processor in ns, time waiting for it, time slices"
  const text = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8')
  return Number(text.split(' ')[0])
}
