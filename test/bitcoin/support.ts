import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { type DecodedMessage, decodedToJson, describeMessage } from '../../src/bitcoin/index.js'
import { ErrorCodes, NodetapError } from '../../src/errors/index.js'

/** One record of a node's message capture: see the README of the fixtures. */
export interface CapturedMessage {
  readonly messageType: string
  readonly payload: Uint8Array
}

/** The bytes of hex in which blanks and line breaks mean nothing. */
export function bytesOf(hex: string): Uint8Array {
  const digits = hex.replace(/\s+/g, '')
  assert.match(digits, /^([0-9a-f]{2})*$/)
  return new Uint8Array(Buffer.from(digits, 'hex'))
}

/** The file of that name in the project's fixtures for this folder; tests run in the root. */
export function readFixture(name: string): Buffer {
  return readFileSync(`test/fixtures/bitcoin/${name}`)
}

/** The recorded session beside the project, where there is one. */
export function sessionDirectory(): string | undefined {
  const directory = '../shared/fixtures/session-a'
  return existsSync(directory) ? directory : undefined
}

/** Cuts a file as Bitcoin Core's `-capturemessages` writes it into its messages. */
export function* readCapture(file: Buffer): IterableIterator<CapturedMessage> {
  let offset = 0
  while (offset < file.length) {
    const messageType = file.toString('latin1', offset + 8, offset + 20).replace(/\0+$/, '')
    const start = offset + 24
    offset = start + file.readUInt32LE(offset + 20)
    yield { messageType, payload: new Uint8Array(file.subarray(start, offset)) }
  }
}

/** Reads all there is in a message: also what is read on demand, and both its forms of text. */
export function useAll(message: DecodedMessage): void {
  assert.equal(typeof message.trailingBytes, 'number')
  assert.ok(message.trailingBytes >= 0)
  assert.match(describeMessage(message), /^[\x20-\x7e…]{1,240}$/)
  JSON.stringify(decodedToJson(message))
}

/** Whether `run` returns; false for the one error it may throw, and a failure for any other. */
export function survives(run: () => void): boolean {
  try {
    run()
    return true
  } catch (error) {
    if (!(error instanceof NodetapError) || error.code !== ErrorCodes.MalformedPayload) throw error
    assert.match(error.message, /^\S+ at byte \d+: /)
    return false
  }
}

/** Asserts the one error, with a message that contains `text`. */
export function assertMalformed(run: () => void, text: string): void {
  assert.throws(run, (error: unknown) => {
    assert.ok(error instanceof NodetapError)
    assert.equal(error.code, ErrorCodes.MalformedPayload)
    assert.ok(error.message.includes(text), `${error.message} lacks "${text}"`)
    return true
  })
}
