import type { ReadingWarning } from '../refusal.ts'

/** Things met on the way that the reader of the text should hear about. */
export type Tally = {
  insertions: number
  deletions: number
  pictures: number
  comments: number
  contents: number
  hidden: number
  embedded: number
  symbols: Set<string>
}

export function emptyTally(): Tally {
  return {
    insertions: 0,
    deletions: 0,
    pictures: 0,
    comments: 0,
    contents: 0,
    hidden: 0,
    embedded: 0,
    symbols: new Set(),
  }
}

export function tallyWarnings(tally: Tally): ReadingWarning[] {
  const warnings: ReadingWarning[] = []
  const say = (count: number, message: string) => count > 0 && warnings.push({ message })
  if (tally.insertions + tally.deletions > 0) {
    warnings.push({
      message: `文中有未接受的修订：${tally.insertions} 处插入按已接受读入，${tally.deletions} 处删除未读入，请核对定稿`,
    })
  }
  say(tally.pictures, `文中有 ${tally.pictures} 幅图片，图片里的文字没有读入`)
  say(tally.comments, `${tally.comments} 条批注没有读入`)
  say(tally.contents, '自动生成的目录没有读入')
  say(tally.hidden, `${tally.hidden} 个隐藏文字没有读入`)
  say(tally.embedded, `${tally.embedded} 处嵌入的其他文件没有读入`)
  say(tally.symbols.size, `有 ${tally.symbols.size} 种符号字体的字符认不出，已略去：${[...tally.symbols].join('、')}`)
  return warnings
}
