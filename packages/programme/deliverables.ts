import type { Deliverable } from './task.ts'

/** Papers a task asks to be handed in: what ends like a paper's name, after a verb of handing in. */
const HANDING =
  /(?:报送|上报|提交|报告|形成|编制完成|汇总(?:上报)?|反馈|移交)(?:相应的|有关的?|相关的?|本[年季]度的?|年度)?/g
const PAPER = /(?:表|清单|方案|报告|台账|总结|名单|材料|资料|图件|数据库|信息)$/
const PLACE =
  /^(?:至|到|给|向)?(?:[\u4e00-\u9fff]{0,10}(?:局|厅|部|委|办|办公室|政府|机关|单位|自治区|省|市|县)[，、]?)(?=.)/

/**
 * “12月底前报送排查情况表、整治清单、综合整治方案” → three papers with that day.
 * @param deadlines days written in the text, with where they stand in it
 */
export function findDeliverables(text: string, deadlines: readonly { day: string; at: number }[]): Deliverable[] {
  const out: Deliverable[] = []
  let start = 0
  for (const sentence of text.split(/(?<=[。；\n])/)) {
    const end = start + sentence.length
    for (const verb of sentence.matchAll(HANDING)) {
      const list = sentence
        .slice(verb.index + verb[0].length)
        .split(/[。；，,\n（(]/)[0]!
        .replace(PLACE, '')
      const names = list.split(/[、和及与]/).map(n =>
        n
          .replace(/^(?:相应的|有关的?|相关的?)/, '')
          .replace(/(?:报|送|上报)?(?:至|到|给).*$/, '')
          .trim(),
      )
      const papers = names.filter(n => n.length >= 2 && n.length <= 24 && PAPER.test(n))
      // One paper alone is named in passing too often (“形成报告”); with a verb of handing in it counts.
      if (papers.length === 0 || (papers.length === 1 && !/^(?:报送|上报|提交)/.test(verb[0]))) continue
      // The day that stands last before the verb; only where none does, one that follows in the sentence.
      const days = deadlines.filter(d => d.at >= start && d.at < end).sort((x, y) => x.at - y.at)
      const day = (days.findLast(d => d.at < start + verb.index) ?? days[0])?.day ?? null
      for (const name of papers) if (!out.some(d => d.name === name)) out.push({ name, due: day })
    }
    start = end
  }
  return out
}
