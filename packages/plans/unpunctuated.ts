const HAN = '[\\u3400-\\u9fff“]'
const NUMBERED = new RegExp(`^\\s*(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[ \\u3000]+(?=${HAN})`)
const DOES = /(?:牵头|负责|配合|参与|协助|落实)$/
const NAMES =
  /(?:局|委|办|厅|部|院|社|站|所|中心|政府|街道|乡镇|镇街|各[村镇乡]|[大中]队|公司|委员会|办公室|办事处)(?:[（(][^（）()]*[）)])?$/
const DATED = /^(?:\d{4}年)?(?:\d{1,2}月|[一二三四]季度|年)/

/**
 * Texts that do without punctuation: “1 清理河道 县水利局牵头 县公安局配合 6月底完成”. Where numbered lines of such parts prevail,
 * each blank becomes the sign that belongs there, place for place. Answers with the lines that were changed.
 */
export function punctuate(lines: readonly string[]): Map<number, string> {
  const changed = new Map<number, string>()
  const all = lines.join('')
  if (all.includes('\t') || countOf(all, '。') + countOf(all, '；') > lines.length * 0.1) return changed
  const numbered = lines.flatMap((line, i) => (NUMBERED.test(line) ? [i] : []))
  const telling = numbered.filter(i => partsOf(lines[i]!).some(part => DOES.test(part.text)))
  if (telling.length < 3 || numbered.length < lines.length * 0.5) return changed
  for (const i of numbered) changed.set(i, punctuated(lines[i]!))
  return changed
}

function countOf(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++
  return count
}

const partsOf = (line: string) => [...line.matchAll(/\S+/g)].map(m => ({ text: m[0], at: m.index }))

function punctuated(line: string): string {
  const chars = [...line]
  if (chars.length !== line.length) return line
  const parts = partsOf(line)
  parts.forEach((part, i) => {
    if (i === 0) return
    const before = parts[i - 1]!.text
    chars[part.at - 1] = i === 1 ? '、' : signBetween(before, part.text, parts[i + 1]?.text ?? '')
  })
  return chars.join('')
}

function signBetween(before: string, after: string, next: string): string {
  if (DATED.test(after)) return '。'
  const actor = DOES.test(after) || (NAMES.test(after) && (DOES.test(next) || DOES.test(before)))
  if (DOES.test(before)) return actor ? '，' : '。'
  if (actor) return NAMES.test(before) ? '、' : '。'
  return '，'
}
