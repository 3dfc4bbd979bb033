/**
 * Why a document was not read. Inside this package a refusal travels as an exception, because it is found deep inside
 * streaming parsers; every port (`readDocument`, `readSheet`, `parseCsv`) catches it and gives a value.
 */
export type RefusalCode =
  | 'empty-file'
  | 'file-too-large'
  | 'text-too-large'
  | 'binary-file'
  | 'undecodable-text'
  | 'image-file'
  | 'legacy-office'
  | 'encrypted'
  | 'unsupported-format'
  | 'not-office-zip'
  | 'damaged-zip'
  | 'damaged-document'
  | 'zip-bomb'
  | 'xml-entities'
  | 'no-text'
  | 'image-only-pdf'
  | 'garbled-pdf'
  | 'too-many-pages'
  | 'too-many-cells'
  | 'took-too-long'
  | 'conversion-failed'

/** `message` says what is wrong, `hint` how to mend it; both Chinese, for the person who sent the file. */
export type RefusalReason = { code: RefusalCode; message: string; hint: string }

export type DocumentRefusal = { refused: { reasons: RefusalReason[] } }

/** Something lost or doubtful in a document that was read; `where` names the place in the document. */
export type ReadingWarning = { message: string; where?: string }

export class Refused extends Error {
  readonly reason: RefusalReason
  constructor(code: RefusalCode, message: string, hint: string) {
    super(`${code}: ${message}`)
    this.reason = { code, message, hint }
  }
}

/** A clock that refuses once the time allowed for one document is used up. */
export type Deadline = { check(): void; remaining(): number }

export function startDeadline(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds
  return {
    remaining: () => Math.max(0, end - performance.now()),
    check: () => {
      if (performance.now() > end) throw tookTooLong(milliseconds)
    },
  }
}

export function tookTooLong(milliseconds: number): Refused {
  return new Refused(
    'took-too-long',
    `读取用时超过 ${Math.round(milliseconds / 100) / 10} 秒，已停止`,
    '请把文件拆小（例如正文与附件分开）后再上传',
  )
}

/** Runs a reader; a refusal becomes a value, anything else stays an exception because it is a fault of ours. */
export async function refusalAsValue<T>(read: () => Promise<T>): Promise<T | DocumentRefusal> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refused) return { refused: { reasons: [error.reason] } }
    throw error
  }
}
