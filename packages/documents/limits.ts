/**
 * How much of a document is read before it is refused. Sizes are bytes unless said otherwise. The defaults are far above
 * any plan or register a bureau sends and far below what hurts a server of 2 GB.
 */
export type Limits = {
  /** size of the file as it came */
  fileBytes: number
  /** size of a plain text, HTML or Markdown file */
  plainTextBytes: number
  /** everything a zip container inflates to, all entries together */
  inflatedBytes: number
  /** inflated ÷ compressed of one entry, looked at once it is past a megabyte */
  inflateRatio: number
  zipEntries: number
  pdfPages: number
  /** characters of the text given back */
  textChars: number
  /** cells in the bounding boxes of all worksheets */
  sheetCells: number
  /** wall time for one document, milliseconds */
  milliseconds: number
}

const MB = 1024 * 1024

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 64 * MB,
  plainTextBytes: 20 * MB,
  inflatedBytes: 256 * MB,
  inflateRatio: 400,
  zipEntries: 5_000,
  pdfPages: 500,
  textChars: 8_000_000,
  sheetCells: 8_000_000,
  milliseconds: 60_000,
}

/** A size for people: 20 MB, 512 KB. */
export function describeBytes(bytes: number): string {
  return bytes >= MB ? `${Math.round((bytes / MB) * 10) / 10} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`
}
