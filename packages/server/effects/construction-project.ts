import { isDeepStrictEqual } from 'node:util'
import type { Geometry } from '@jingtu/core/geometry.ts'
import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { constructionProject } from '@jingtu/registers/construction-project.ts'
import { emissionSubstitution } from '@jingtu/registers/emission-substitution.ts'
import type { Metal } from '@jingtu/registers/metals.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { refusal } from '../problems.ts'
import type { Row } from '../registers/rights.ts'
import { type Admission, admissionOf } from '../siting/findings.ts'
import type { Effects } from './effects.ts'

const checked = (c: Change, row: Row): Promise<Admission> =>
  admissionOf(
    c.tx,
    {
      home: row.home,
      region: row.region,
      nature: row.nature as '新建',
      industryCode: row.industryCode as string,
      processes: row.processes as string[],
      shape: (row.extent ?? row.location) as Geometry,
      polluting: row.discharges !== '否',
      metals: (row.metals as { metal: string }[]).map(m => m.metal),
      confirmedAbsent: row.confirmedAbsent as string[],
    },
    c.today,
  )

/** The metals a project adds are paid for by an approved substitution of its own enterprise, metal by metal. */
async function substitutionFaults(c: Change, row: Row): Promise<Reason[]> {
  const added = row.metals as { metal: Metal; kg: string }[]
  if (added.length === 0) return []
  const found = row.substitution ? await findRecord(c.tx, emissionSubstitution, row.substitution as string) : undefined
  if (found?.state !== 'approved' || found.subject !== row.subject)
    return [{ where: 'substitution', message: '新增重金属排放没有本企业已批准的总量替代来源' }]
  const kilograms = (rows: readonly { metal: string; kg: string }[], metal: string) =>
    sum(rows.filter(r => r.metal === metal).map(r => r.kg))
  return [...new Set(added.map(m => m.metal))].flatMap(metal => {
    if (!found.needs.some(n => n.metal === metal))
      return [{ where: 'substitution', message: `总量替代没有包括${metal}` }]
    const [asked, given] = [kilograms(added, metal), kilograms(found.needs, metal)]
    return compareDecimals(given, asked) < 0
      ? [{ where: 'substitution', message: `总量替代批准的${metal} ${given} kg，少于项目新增的 ${asked} kg` }]
      : []
  })
}

/** What was approved is what is built: its place, industry, processes and discharges; and the baseline is what later years are held against. */
const APPROVED = [
  'nature',
  'industryCode',
  'processes',
  'location',
  'extent',
  'discharges',
  'metals',
  'baseline',
  'baselineReport',
] as const

function refuseOther(before: Row, after: Row): void {
  if (before.state === 'applied' || after.state === 'applied') return
  // By content: what comes back from storage has its keys in another order than what was written.
  const other = APPROVED.filter(key => !isDeepStrictEqual(before[key], after[key]))
  if (other.length > 0)
    throw refusal(
      'conflict',
      '不能修改',
      other.map(key => ({
        where: key,
        message: `环评已批复，“${constructionProject.fields[key]!.name}”不能修改；有重大变动的须重新报批`,
      })),
    )
}

/** What is near is measured when the check is made and once more when the assessment is approved: layers change meanwhile. */
export const constructionProjectEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move !== 'approve' || !(row.extent || row.location)) return []
    const { findings, unknowns, verdict, trend } = await checked(c, row)
    const strict = (values.strictOpinion ?? row.strictOpinion) as string[]
    const note = (values.balanceNote ?? row.balanceNote) as string | null
    return [
      ...findings
        .filter(f => f.effect === '禁止')
        .map(f => ({ where: 'findings', message: `${f.message}（${f.basis}）` })),
      ...unknowns.map(kind => ({
        where: 'confirmedAbsent',
        message: `没有登记“${kind}”的位置，也没有现场确认周边没有（证据不足）`,
      })),
      ...(verdict === '严格控制' && strict.length === 0
        ? findings
            .filter(f => f.effect === '严格控制')
            .map(f => ({ where: 'strictOpinion', message: `${f.message}，须有市级论证意见（${f.basis}）` }))
        : []),
      ...(trend?.rising === '证据不足' && !note?.trim()
        ? [
            {
              where: 'balanceNote',
              message: `不能说明区域重金属排放趋势（${trend.missing.join('、')}没有数据），请说明依据`,
            },
          ]
        : []),
      ...(await substitutionFaults(c, row)),
    ]
  },
  async after(c, { action, before, after }) {
    if (before && action !== 'check') refuseOther(before, after)
    if (action !== 'check') return
    const { findings, unknowns, verdict } = await checked(c, after)
    const now = await c.get(constructionProject, after.id)
    await c.update(constructionProject, now, {
      action: 'found',
      values: { checkedOn: c.today, findings, unknowns, verdict },
    })
  },
}
