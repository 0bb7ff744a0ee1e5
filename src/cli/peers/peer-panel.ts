import { age, bytes, count, duration } from '../live/index.js'
import { printable } from '../printable.js'
import { cutText, type Frame, Styles } from '../screen/index.js'
import { clockTime } from '../wall-clock.js'
import type { HistoryEntry, Peer, PeerState } from './peer.js'

/** Where what messages say comes from, when the stream itself has no payloads. */
export interface MessageTexts {
  /** From now on the messages of this peer are wanted; null: of none. */
  watch(peerId: number | null): void
  /** What a message says, where that is known. */
  text(message: HistoryEntry): string | undefined
  /** Why it is not known; empty where nothing stands in the way. */
  readonly problem: string
}

export interface PanelContent {
  readonly peer: Peer
  readonly ageUs: number | null
  readonly nowUs: number
  readonly monotonicZeroUnixUs: number
  readonly texts: MessageTexts
}

/** Draws a peer and its last messages into `height` rows from `top`, the newest at the bottom. */
export function paintPanel(frame: Frame, top: number, height: number, content: PanelContent): void {
  const head = headLines(content).slice(0, Math.max(1, height - 3))
  head.forEach((line, i) => {
    const style = i === 0 ? Styles.bold | Styles.cyan : Styles.plain
    frame.write(0, top + i, cutText(printable(line), frame.columns), style)
  })
  const room = height - head.length
  const entries = content.peer.history.latest(room)
  entries.forEach((entry, i) => {
    paintEntry(frame, top + head.length + i, entry, content)
  })
}

function headLines({ peer, ageUs, nowUs, texts }: PanelContent): string[] {
  const { id, address, connectionType, network, messages, bytes: size } = peer
  const was = peer.closedUs === null ? 'connected' : 'was connected'
  const since = ageUs === null ? `${was} before this began` : `${was} for ${age(ageUs)}`
  const lines = [
    `Peer ${id}  ${address}  ${connectionType}  ${network ?? ''}  ${since}`,
    `← from it: ${count(messages.in)} messages, ${bytes(size.in)}   → to it: ${count(messages.out)} messages, ${bytes(size.out)}`,
  ]
  if (peer.state !== null) lines.push(stateLine(peer.state))
  if (peer.misbehaved > 0) {
    const times = peer.misbehaved === 1 ? 'once' : `${peer.misbehaved} times`
    lines.push(`Misbehaved ${times}: ${peer.misbehavedReason || 'no reason told'}`)
  }
  if (peer.closedUs !== null) {
    lines.push(`${peer.evicted ? 'Evicted' : 'Closed'} ${age(nowUs - peer.closedUs)} ago`)
  }
  if (texts.problem !== '') lines.push(texts.problem)
  return lines
}

/** What the node said of a peer when this began. */
function stateLine(state: PeerState): string {
  const { userAgent, protocolVersion, pingUs, bytesReceived, bytesSent } = state
  const who = userAgent === '' ? [] : [`${userAgent} version ${protocolVersion}`]
  const ping = pingUs < 0 ? [] : [`ping ${duration(pingUs)}`]
  const before = `before this began ${bytes(bytesReceived)} from it, ${bytes(bytesSent)} to it`
  return [...who, ...ping, before].join(', ')
}

function paintEntry(
  frame: Frame,
  y: number,
  entry: HistoryEntry,
  { monotonicZeroUnixUs, texts }: PanelContent,
): void {
  const time = clockTime(entry.timestampUs, monotonicZeroUnixUs)
  // On a narrow screen what was said matters more than when.
  const timeWidth = frame.columns >= 60 ? frame.write(0, y, time, Styles.dim) + 1 : 0
  const arrow = entry.inbound ? '←' : '→'
  const at =
    timeWidth + frame.write(timeWidth, y, arrow, entry.inbound ? Styles.green : Styles.blue) + 1
  const said = entry.text ?? texts.text(entry)
  const line =
    said === undefined
      ? `${entry.messageType} ${bytes(entry.size)}`
      : `${said}${said.includes(' byte') ? '' : `  (${bytes(entry.size)})`}`
  frame.write(at, y, cutText(printable(line), frame.columns - at))
}
