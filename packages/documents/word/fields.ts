type Field = { instruction: string; inResult: boolean; contents: boolean }

/**
 * Complex fields (begin … separate … end) of a story. The instruction is not text, the last result is; a table of contents
 * repeats every heading and is left out.
 */
export class Fields {
  private readonly open: Field[] = []
  private box: boolean | undefined
  private contentsMet = false

  /** Text met now belongs to an instruction or to a table of contents. */
  get hiding(): boolean {
    return this.open.some(field => field.contents || !field.inResult)
  }

  mark(type: string): void {
    if (type === 'begin') this.open.push({ instruction: '', inResult: false, contents: false })
    else if (type === 'separate') this.separate()
    else if (type === 'end') this.open.pop()
  }

  instruction(text: string): void {
    const field = this.open.at(-1)
    if (field && !field.inResult) field.instruction += text
  }

  checkBox(checked: boolean): void {
    this.box = checked
  }

  /** ☑ or □ once for a check box of a form, otherwise nothing. */
  takeCheckBox(): string {
    if (this.box === undefined || this.hiding) return ''
    const sign = this.box ? '☑' : '□'
    this.box = undefined
    return sign
  }

  takeContents(): boolean {
    const met = this.contentsMet
    this.contentsMet = false
    return met
  }

  private separate(): void {
    const field = this.open.at(-1)
    if (!field) return
    field.inResult = true
    field.contents = /^\s*TOC\b/i.test(field.instruction)
    this.contentsMet ||= field.contents
  }
}
