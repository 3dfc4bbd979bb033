/**
 * Which rows of the checklist (S001–S538) a passing test names, counted by module. Reads the runner's result file, so a
 * test that did not run or did not pass proves nothing.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const RESULTS = join(ROOT, 'test-results/results.json')

/** First and last row of each module, and what it is about. */
const MODULES: [id: string, name: string, first: number, last: number][] = [
  ['M01', '目标指标', 1, 37],
  ['M02', '任务清单与组织', 38, 56],
  ['M03', '调度报送', 57, 70],
  ['M04', '考核问责', 71, 96],
  ['M05', '详查与类别划分', 97, 117],
  ['M06', '耕地安全利用', 118, 150],
  ['M07', '农用地污染源', 151, 162],
  ['M08', '重金属', 163, 187],
  ['M09', '矿区与尾矿库', 188, 204],
  ['M10', '重点监管单位', 205, 236],
  ['M11', '建设用地准入', 237, 268],
  ['M12', '污染地块全周期', 269, 286],
  ['M13', '关闭搬迁地块', 287, 298],
  ['M14', '修复监管', 299, 311],
  ['M15', '从业单位', 312, 322],
  ['M16', '地下水', 323, 345],
  ['M17', '固废危废', 346, 368],
  ['M18', '农业投入品', 369, 397],
  ['M19', '农村环境', 398, 417],
  ['M20', '监测网络', 418, 435],
  ['M21', '资金项目', 436, 453],
  ['M22', '执法应急', 454, 477],
  ['M23', '信息公开', 478, 493],
  ['M24', '数据平台', 494, 510],
  ['M25', '布局准入与经济', 511, 538],
]

interface Result {
  testResults: { name: string; assertionResults: { title: string; status: string }[] }[]
}

export function rowsProven(result: Result): Map<string, string[]> {
  const proven = new Map<string, string[]>()
  for (const file of result.testResults) {
    for (const test of file.assertionResults) {
      if (test.status !== 'passed') continue
      const rows = [...new Set(test.title.match(/\bS\d{3}\b/g) ?? [])]
      if (rows.length > 3) throw new Error(`测试标题最多写三行：${test.title}`)
      for (const row of rows) proven.set(row, [...(proven.get(row) ?? []), test.title])
    }
  }
  return proven
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(RESULTS)) {
    console.error('没有测试结果：请先运行 npm test')
    process.exit(1)
  }
  const proven = rowsProven(JSON.parse(readFileSync(RESULTS, 'utf8')))
  const list = process.argv.includes('--list')
  let all = 0
  for (const [id, name, first, last] of MODULES) {
    const rows = Array.from({ length: last - first + 1 }, (_, i) => `S${String(first + i).padStart(3, '0')}`)
    const found = rows.filter(r => proven.has(r))
    all += found.length
    console.log(`${id} ${String(found.length).padStart(3)} / ${String(rows.length).padStart(3)}  ${name}`)
    if (list) for (const r of rows) console.log(`      ${r} ${proven.get(r)?.[0] ?? '—'}`)
  }
  console.log(`合计 ${all} / 538`)
}
