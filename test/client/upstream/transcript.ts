import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { type WireMessage, wireMessages } from './wire-message.js'

export const TRANSCRIPTS = ['classic', 'large'] as const
export type TranscriptName = (typeof TRANSCRIPTS)[number]

/** What the recorded client decoded of one event. */
export interface RecordedEvent {
  readonly t: number
  readonly dir: 'in' | 'out'
  readonly peer: number
  readonly addr: string
  readonly conn: string
  readonly type: string
  readonly size: number
  readonly payload: string
}

export interface RecordedMessage extends WireMessage {
  readonly from: 'client' | 'node'
}

export interface Transcript {
  /** The messages of both, in the order in which they were complete. */
  readonly messages: readonly RecordedMessage[]
  readonly events: readonly RecordedEvent[]
  /** Bytes of each payload that the client asked for. */
  readonly payloadBytes: number
}

interface Piece {
  readonly dir: 'c2s' | 's2c'
  readonly hex?: string
  /** The other side had stopped reading. */
  readonly undelivered?: boolean
}

const FOLDER = fileURLToPath(new URL('../../../../test/fixtures/ipc/', import.meta.url))

export function loadTranscript(name: TranscriptName): Transcript {
  const pieces = load(`${name}.transcript.jsonl`)
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Piece)
  const messages: RecordedMessage[] = []
  const splitters = {
    c2s: wireMessages(message => messages.push({ ...message, from: 'client' })),
    s2c: wireMessages(message => messages.push({ ...message, from: 'node' })),
  }
  for (const { dir, hex, undelivered } of pieces) {
    if (hex !== undefined && undelivered !== true) splitters[dir].push(Buffer.from(hex, 'hex'))
  }
  const { events, client_arguments: args } = JSON.parse(load(`${name}.events.json`)) as {
    events: RecordedEvent[]
    client_arguments: string[]
  }
  return { messages, events, payloadBytes: Number(args[0]?.replace('-payload=', '')) }
}

function load(file: string): string {
  return gunzipSync(readFileSync(`${FOLDER}${file}.gz`)).toString()
}
