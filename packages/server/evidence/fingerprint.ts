/**
 * What a sample's results say, whatever their order: a sum of one 64-bit mix per result. It tells equal content from other
 * content; the guard against tampering is the digest of the batch.
 */
export class ContentSum {
  private high = 0
  private low = 0

  add(substance: string, kind: string, value: string | null, unit: string, basis: string | null): void {
    let a = 0x9e3779b9
    let b = 0x85ebca6b
    const mix = (text: string): void => {
      for (let i = 0; i < text.length; i++) {
        const c = text.charCodeAt(i)
        a = Math.imul(a ^ c, 2654435761)
        b = Math.imul(b ^ c, 1597334677)
      }
      a = Math.imul(a ^ 0x1f, 2246822507)
      b = Math.imul(b ^ 0x1f, 3266489909)
    }
    mix(substance)
    mix(kind)
    mix(value ?? '')
    mix(unit)
    mix(basis ?? '')
    // Signed, because a number above 2³¹ would take an object of its own for each sample.
    this.high = (this.high + (a ^ (b >>> 15))) | 0
    this.low = (this.low + (b ^ (a >>> 13))) | 0
  }

  /** With the words on the sample itself. */
  end(about: string): string {
    const whole = new ContentSum()
    whole.add(about, '', null, '', null)
    const high = (this.high ^ Math.imul(whole.high, 31)) >>> 0
    const low = (this.low ^ Math.imul(whole.low, 37)) >>> 0
    return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
  }
}
