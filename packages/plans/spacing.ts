/** A line whose odd blanks are gone; `at` says where each character stood in the line. */
export interface Closed {
  text: string
  at: number[]
}

const HAN = /[\u3400-\u9fff]/
const PAIR = /[\u3400-\u9fff](?=[\u3400-\u9fff])/g
const SPACED_PAIR = /[\u3400-\u9fff] (?=[\u3400-\u9fff])/g
/** Between blanks or punctuation a single character: “严 格 控制”, what scanners leave behind. */
const STRAY = /(?<=[\u3400-\u9fff] )[\u3400-\u9fff](?= [\u3400-\u9fff])/g

/** Were the letters of this line set apart one by one (“土 壤 污 染 防 治”)? */
export function isLetterSpaced(line: string): boolean {
  const spaced = line.match(SPACED_PAIR)?.length ?? 0
  return spaced >= 3 && spaced > (line.match(PAIR)?.length ?? 0) * 2
}

/** Did a scanner strew blanks into running sentences? Told from many single characters that stand alone. */
export function hasStrayBlanks(lines: readonly string[]): boolean {
  let stray = 0
  for (const line of lines) if (line.length > 30 && /[，。]/.test(line)) stray += line.match(STRAY)?.length ?? 0
  return stray >= 4
}

/** Takes every single blank out of a letter-spaced line; what two or more blanks part stays parted. */
export function closeLetters(line: string): Closed {
  return close(line, (before, after) => !/[\t ]/.test(before) && !/[\t ]/.test(after))
}

/** Takes the blanks out of a sentence, except those that part the names of a list. */
export function closeSentence(line: string): Closed {
  return close(
    line,
    (before, after, left, right) =>
      HAN.test(before) && HAN.test(after) && !(/[局委办厅部院社站会府处]$/.test(left) && /^[市县区省州各]/.test(right)),
  )
}

function close(line: string, drop: (before: string, after: string, left: string, right: string) => boolean): Closed {
  let text = ''
  const at: number[] = []
  for (let i = 0; i < line.length; i++) {
    const single = line[i] === ' ' && i > 0 && i + 1 < line.length
    if (single && drop(line[i - 1]!, line[i + 1]!, line.slice(Math.max(0, i - 2), i), line.slice(i + 1, i + 3)))
      continue
    text += line[i]
    at.push(i)
  }
  return { text, at }
}
