/**
 * HJ 212-2017 污染物在线监控（监测）系统数据传输标准: `##`, four digits of length, the data segment, four hex digits of check, CR LF.
 * The edition of 2025 is not seen; its frames are told by the version bits of Flag and refused there.
 */
const MOST_BYTES = 1024
const HEAD = 6
const TAIL = 4

/** The standard's own check, which is not CRC-16/MODBUS: the register is shifted before the byte comes in. Only 256 values occur. */
export function checkOf(segment: Uint8Array): string {
  let register = 0xffff
  for (const byte of segment) {
    register = (register >> 8) ^ byte
    for (let bit = 0; bit < 8; bit++) {
      const carry = register & 1
      register >>= 1
      if (carry) register ^= 0xa001
    }
  }
  return register.toString(16).toUpperCase().padStart(4, '0')
}

export type Frame = { segment: string; fault: null } | { segment: null; fault: string }

/** Whole frames of a stream in their order, and the bytes that wait for more; what is no frame is skipped and named. */
export function splitFrames(bytes: Uint8Array): { frames: Frame[]; rest: Uint8Array } {
  const frames: Frame[] = []
  let at = 0
  for (;;) {
    const start = startOf(bytes, at)
    if (start < 0) return { frames, rest: bytes.at(-1) === HASH ? bytes.subarray(-1) : bytes.subarray(bytes.length) }
    if (bytes.length < start + HEAD) return { frames, rest: bytes.subarray(start) }
    const written = text(bytes.subarray(start + 2, start + HEAD))
    const length = Number(written)
    if (!/^\d{4}$/.test(written) || length > MOST_BYTES) {
      frames.push({ segment: null, fault: `数据段长度“${written}”不是四位十进制数，或超过 ${MOST_BYTES}` })
      at = start + 2
      continue
    }
    const end = start + HEAD + length
    if (bytes.length < end + TAIL) return { frames, rest: bytes.subarray(start) }
    const segment = bytes.subarray(start + HEAD, end)
    const given = text(bytes.subarray(end, end + TAIL))
    const reckoned = checkOf(segment)
    if (given.toUpperCase() === reckoned) {
      frames.push({ segment: text(segment), fault: null })
      at = end + TAIL
    } else {
      frames.push({ segment: null, fault: `校验码 ${given} 不符，应为 ${reckoned}` })
      at = start + 2
    }
  }
}

/** A segment as it goes over the line. */
export function writeFrame(segment: string): Uint8Array {
  const bytes = new TextEncoder().encode(segment)
  return new TextEncoder().encode(`##${String(bytes.length).padStart(4, '0')}${segment}${checkOf(bytes)}\r\n`)
}

const HASH = 0x23
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function startOf(bytes: Uint8Array, from: number): number {
  for (let i = from; i < bytes.length - 1; i++) if (bytes[i] === HASH && bytes[i + 1] === HASH) return i
  return -1
}
