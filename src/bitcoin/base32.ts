const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648 base32 in lower case and without padding, as onion and I2P addresses use it. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let accumulator = 0
  let bits = 0
  for (const byte of bytes) {
    accumulator = ((accumulator << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(accumulator >> bits) & 31]
    }
  }
  if (bits > 0) text += alphabet[(accumulator << (5 - bits)) & 31]
  return text
}
