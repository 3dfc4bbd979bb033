/**
 * UUIDv7 (RFC 9562): made by the application, sorted by time, so that a row has its identity before it is written and
 * no sequence is shared between homes.
 */
export function newId(
  now: number = Date.now(),
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = fromStock,
): string {
  const bytes = random(new Uint8Array(16))
  let ms = now
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256
    ms = Math.floor(ms / 256)
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return format(bytes)
}

/** Random bytes are fetched for many ids at once: asking for sixteen costs as much as asking for thousands. */
const stock = new Uint8Array(4096)
let used = stock.length
function fromStock(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  if (used + bytes.length > stock.length) {
    crypto.getRandomValues(stock)
    used = 0
  }
  bytes.set(stock.subarray(used, used + bytes.length))
  used += bytes.length
  return bytes
}

/** A stable id for something that already has a name in the world (a GB/T 2260 code), equal on every installation. */
export function idFromDigest(digest: Uint8Array): string {
  const bytes = digest.slice(0, 16)
  bytes[6] = 0x80 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return format(bytes)
}

const format = (bytes: Uint8Array): string => {
  const hex = Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const isId = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
