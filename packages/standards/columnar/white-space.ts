const isBlank = (b: number): boolean => b === 32 || (b >= 9 && b <= 13)

export function trimStart(bytes: Uint8Array, start: number, end: number): number {
  while (start < end && isBlank(bytes[start]!)) start++
  return start
}

export function trimEnd(bytes: Uint8Array, start: number, end: number): number {
  while (end > start && isBlank(bytes[end - 1]!)) end--
  return end
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

/** Whether no wide white space (full-width blank, no-break space …) stands at either end; no text begins or ends with its first byte otherwise but rarely. */
export function isTrimmed(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end || (bytes[start]! < 0xc2 && bytes[end - 1]! < 0x80)) return true
  const first = bytes[start]!
  const last = bytes[end - 1]!
  // White space begins with C2, E1, E2, E3 or EF, and its last byte is one of few.
  const may = first === 0xc2 || (first >= 0xe1 && first <= 0xe3) || first === 0xef || MAY_END.has(last)
  if (!may) return true
  const text = DECODER.decode(bytes.subarray(start, end))
  return text.trim() === text
}

/** Last bytes of U+00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F, 3000, FEFF. */
const MAY_END = new Set([
  0xa0, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0xa8, 0xa9, 0xaf, 0x9f, 0xbf,
])
