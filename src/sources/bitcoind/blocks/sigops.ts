/** BIP 141: a signature operation outside the witness counts as much as four inside. */
const WITNESS_SCALE = 4
/** What a CHECKMULTISIG counts where the number of its keys is not told by the opcode before it. */
const MAX_KEYS = 20

const OP_PUSHDATA1 = 0x4c
const OP_PUSHDATA2 = 0x4d
const OP_PUSHDATA4 = 0x4e
const OP_1 = 0x51
const OP_16 = 0x60
const OP_HASH160 = 0xa9
const OP_EQUAL = 0x87
const OP_CHECKSIG = 0xac
const OP_CHECKSIGVERIFY = 0xad
const OP_CHECKMULTISIG = 0xae
const OP_CHECKMULTISIGVERIFY = 0xaf

/** One operation of a script: its code, and where the data that it pushes lie. */
interface Operation {
  readonly code: number
  readonly dataStart: number
  readonly end: number
}

/** An input as far as its signature operations depend on it. */
export interface SigopsInput {
  /** scriptSig. */
  readonly script: Uint8Array
  readonly witness: readonly Uint8Array[]
  /** scriptPubKey of the output that is spent; undefined for a coinbase. */
  readonly spentScript: Uint8Array | undefined
}

/**
 * The weighted cost of a transaction's signature operations as consensus counts it (legacy
 * and pay-to-script-hash ones four times, those of version 0 witnesses once).
 *
 * @param outputScripts the scriptPubKeys of its outputs
 */
export function sigopsCost(
  inputs: readonly SigopsInput[],
  outputScripts: readonly Uint8Array[],
): number {
  let legacy = 0
  let witness = 0
  for (const script of outputScripts) legacy += countSigops(script, false)
  for (const input of inputs) {
    legacy += countSigops(input.script, false)
    if (input.spentScript === undefined) continue
    let program = input.spentScript
    if (isScriptHash(program)) {
      const redeemScript = lastPush(input.script)
      if (redeemScript === undefined) continue
      legacy += countSigops(redeemScript, true)
      program = redeemScript
    }
    witness += witnessSigops(program, input.witness)
  }
  return legacy * WITNESS_SCALE + witness
}

/**
 * Signature operations of a script.
 *
 * @param accurate whether a small number of keys before CHECKMULTISIG counts as such
 */
export function countSigops(script: Uint8Array, accurate: boolean): number {
  let count = 0
  let lastCode = 0
  for (const { code } of operations(script)) {
    if (code === OP_CHECKSIG || code === OP_CHECKSIGVERIFY) count++
    else if (code === OP_CHECKMULTISIG || code === OP_CHECKMULTISIGVERIFY) {
      count += accurate && lastCode >= OP_1 && lastCode <= OP_16 ? lastCode - OP_1 + 1 : MAX_KEYS
    }
    lastCode = code
  }
  return count
}

/** Whether a script is OP_HASH160, 20 bytes, OP_EQUAL (BIP 16). */
function isScriptHash(script: Uint8Array): boolean {
  return (
    script.length === 23 && script[0] === OP_HASH160 && script[1] === 20 && script[22] === OP_EQUAL
  )
}

/** BIP 141: version 0 only; 20 bytes are a key, 32 the hash of the witness's last item. */
function witnessSigops(program: Uint8Array, witness: readonly Uint8Array[]): number {
  if (program[0] !== 0 || program[1] !== program.length - 2) return 0
  if (program.length === 22) return 1
  const script = witness.at(-1)
  return program.length === 34 && script !== undefined ? countSigops(script, true) : 0
}

/** The data that a script pushes last; undefined if it does anything but push (BIP 16). */
function lastPush(script: Uint8Array): Uint8Array | undefined {
  let last: Uint8Array | undefined
  let end = 0
  for (const operation of operations(script)) {
    if (operation.code > OP_16) return undefined
    last = script.subarray(operation.dataStart, operation.end)
    end = operation.end
  }
  return end === script.length ? last : undefined
}

/** The operations of a script, up to one whose data would go beyond its end. */
function* operations(script: Uint8Array): Generator<Operation> {
  let at = 0
  while (at < script.length) {
    const code = script[at++] as number
    let length = 0
    if (code < OP_PUSHDATA1) length = code
    else if (code <= OP_PUSHDATA4) {
      const width = code === OP_PUSHDATA1 ? 1 : code === OP_PUSHDATA2 ? 2 : 4
      if (at + width > script.length) return
      for (let byte = width - 1; byte >= 0; byte--) length = length * 256 + (script[at + byte] ?? 0)
      at += width
    }
    if (at + length > script.length) return
    yield { code, dataStart: at, end: at + length }
    at += length
  }
}
