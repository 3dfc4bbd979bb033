import type { Fault, FaultCode, Place } from './fault.ts'

/** Grade and mending of each fault in one place; the message is said where it is found. */
const KINDS = {
  'no-table': [
    'error',
    '长表需要“样品编号、检测项目、检测值、单位”等列，宽表需要样品编号列和每个项目一列（单位写在表头）',
  ],
  hidden: ['warning', '请确认隐藏的内容是否也要导入；要则取消隐藏，不要则删去'],
  'unknown-column': ['warning', '这一列没有使用；需要时请在列对应里指定'],
  'unknown-substance': ['error', '请核对项目名称，写明元素总量、价态或异构体，或在列对应里指定项目'],
  'two-substances': ['error', '请拆成两列（两行），一列一个项目'],
  'name-and-cas': ['error', '请核对项目名称与 CAS 号，使二者一致'],
  'total-or-valence': ['error', '请写明是总量还是价态（如“铬”或“六价铬”），并与检测方法一致'],
  'part-above-whole': ['error', '价态或形态的含量不会大于总量，请核对两个结果'],
  'no-sample': ['error', '请补上样品编号（合并单元格另存为 CSV 时只有第一格留有内容）'],
  'no-substance': ['error', '请补上检测项目'],
  'no-value': ['error', '请补上检测值；没有检测的写“/”'],
  'not-measured': ['warning', '按没有检测处理'],
  'not-a-number': ['error', '请只写一个数，或写成 <检出限、ND 并给出检出限'],
  negative: ['error', '浓度不会是负数；低于检出限的请写成 <检出限'],
  'formula-error': ['error', '请在原表中修正公式，或改为数值后重新上传'],
  'formula-without-value': ['error', '请用 Excel 或 WPS 打开、重新计算并保存后上传，或改为数值'],
  'nd-without-limit': ['warning', '没有检出限不能得出结论，请补上检出限'],
  qualifier: ['error', '限定符应为 <、>、ND、U 或 J'],
  'no-unit': ['error', '请在表头或单位列写明单位'],
  'unit-unknown': ['error', '请改为 mg/kg、μg/kg、mg/L、μg/L 等可换算的单位'],
  'unit-contradiction': ['error', '请核实哪一个单位正确，只留一个'],
  'unit-medium': ['error', '固体以 mg/kg 等报告，水以 mg/L 等报告；请核对单位或样品类型'],
  'above-whole': ['error', '含量不会超过 100 %，请核对数值和单位'],
  'below-own-limit': ['error', '低于检出限的结果应写成 <检出限；请核对数值和检出限'],
  'limit-unreadable': ['error', '检出限应为一个正数'],
  'pH-range': ['error', 'pH 应在 0～14 之间'],
  depth: ['error', '请写成“0-0.5”（m），且起始深度不大于终止深度'],
  'date-unreadable': ['error', '请写作 2026-03-05'],
  'date-impossible': ['error', '没有这一天，请核对'],
  'date-future': ['error', '日期晚于今天，请核对年份'],
  'date-order': ['error', '请核对采样、收样、分析三个日期的先后'],
  'date-serial': ['warning', '请核对；建议在原表中设为日期格式'],
  'holding-time': ['warning', '请说明样品的保存条件，或重新采样'],
  'coordinates-unreadable': ['error', '请写成以度为单位的经纬度（CGCS2000），如 108.366543、22.817002'],
  'coordinates-shifted': ['error', '网络地图的偏移坐标不能作为点位，请提供 CGCS2000（或 WGS-84）坐标'],
  'outside-region': ['error', '请核对坐标，或核对样品所属的区域'],
  'far-from-site': ['warning', '请核对坐标或点位名称'],
  duplicate: ['error', '请删去重复的结果；平行样请另编样品编号或写明质控类型'],
  'sample-contradiction': ['error', '同一样品编号只能有一种说法，请核对编号或改正其中之一'],
  'row-skipped': ['warning', '如果它是样品，请改正样品编号'],
  'late-row': ['error', '请把这一行移到表头下面'],
} as const satisfies Record<FaultCode, readonly ['error' | 'warning', string]>

export const gradeOf = (code: FaultCode): 'error' | 'warning' => KINDS[code][0]

export const fault = (code: FaultCode, where: Place, message: string, mend?: string): Fault => ({
  grade: KINDS[code][0],
  where,
  code,
  message,
  mend: mend ?? KINDS[code][1],
})
