import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { BLOCK_ROWS, type BulkContent } from './bulk.ts'

/** Digest of lines fed in their order, block by block of BLOCK_ROWS; the last may be shorter. */
export class LineDigest {
  private readonly hash = createHash('sha256')
  private readonly blocks: string[] = []
  private rows = 0

  add(block: Uint8Array, rows: number): void {
    this.hash.update(block)
    this.blocks.push(crc32(block).toString(16).padStart(8, '0'))
    this.rows += rows
  }

  end(): BulkContent {
    return { rows: this.rows, digest: this.hash.digest('hex'), blocks: this.blocks.join(''), blockRows: BLOCK_ROWS }
  }
}
