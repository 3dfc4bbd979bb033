import { type WordDocument, writeWord } from '@jingtu/documents/word/write.ts'
import type { LetterItem } from '@jingtu/programme/organisation.ts'
import type { Plan } from '@jingtu/programme/plan.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'

interface LetterFacts {
  plan: Pick<Plan, 'title' | 'issuingNumber' | 'year' | 'sample'>
  partyA: Pick<Unit, 'name'>
  partyB: Pick<Unit, 'name'>
  items: LetterItem[]
}

/** The 目标责任书 as a .docx: parties, targets, tasks with their days, how it is assessed, two signatures. */
export function letterDocument({ plan, partyA, partyB, items }: LetterFacts): Promise<Uint8Array> {
  const targets = items.filter(i => i.target)
  const tasks = items.filter(i => i.task)
  const year = plan.year ? `${plan.year}年度` : ''
  const document: WordDocument = {
    title: `${year}土壤污染防治目标责任书`,
    blocks: [
      ...(plan.sample ? [{ paragraph: '（模拟数据，仅供演示）', align: 'center' as const }] : []),
      { paragraph: `甲方：${partyA.name}`, indent: false },
      { paragraph: `乙方：${partyB.name}`, indent: false },
      {
        paragraph: `依据《${plan.title}》${plan.issuingNumber ? `（${plan.issuingNumber}）` : ''}，甲乙双方就乙方承担的目标和任务约定如下。`,
      },
      { heading: '一、目标', level: 1 },
      targets.length
        ? {
            table: {
              widths: [8, 44, 28, 20],
              headRows: 1,
              rows: [
                ['序号', '指标', '要求', '时限'],
                ...targets.map((t, i) => [String(i + 1), t.text, t.requirement, t.by ?? '—']),
              ],
            },
          }
        : { paragraph: '本年度没有下达给乙方的量化目标。' },
      { heading: '二、任务', level: 1 },
      tasks.length
        ? {
            table: {
              widths: [8, 52, 20, 20],
              headRows: 1,
              rows: [
                ['序号', '任务', '角色', '时限'],
                ...tasks.map((t, i) => [String(i + 1), t.text, t.requirement, t.by ?? '—']),
              ],
            },
          }
        : { paragraph: '本年度没有交办给乙方的任务。' },
      { heading: '三、落实与考核', level: 1 },
      { paragraph: '乙方应当按照计划规定的期限报送进展和佐证材料，对所报数据的真实性负责。' },
      { paragraph: '甲方按照计划和实测数据对乙方完成情况进行考核；没有数据支持的事项不按完成计。' },
      {
        signatures: [
          { party: '甲方（盖章）', person: '负责人：', date: '　　年　　月　　日' },
          { party: '乙方（盖章）', person: '负责人：', date: '　　年　　月　　日' },
        ],
      },
    ],
  }
  return writeWord(document)
}
