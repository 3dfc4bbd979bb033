/**
 * Second transcription of GB 5084-2021 in the order of its tables. No copy of the 2021 edition could be read: the values
 * are known, and what GB 5084-2005 already had was compared with public copies of that edition. Columns: 水田作物,
 * 旱地作物, 蔬菜 a (加工、烹调及去皮) and b (生食类蔬菜、瓜类和草本水果).
 */
import type { SourceKey, Sureness } from './sources.ts'

export interface Limit {
  name: string
  unit: string
  /** One number for every column, an interval, or one number a column. */
  all?: string
  paddy?: string
  dryland?: string
  cooked?: string
  raw?: string
  /** Where the value hangs on soil, region or the crop's tolerance of boron. */
  cases?: Readonly<Record<string, string>>
  from: SourceKey
  sure: Sureness
}

const was2005 = (row: Omit<Limit, 'from' | 'sure'>): Limit => ({ ...row, from: 'irrigation2005', sure: 'sure' })
const known = (row: Omit<Limit, 'from' | 'sure'>): Limit => ({ ...row, from: 'knowledge', sure: 'sure' })

/** 表1 基本控制项目限值 */
export const BASIC: readonly Limit[] = [
  was2005({ name: 'pH值', unit: '', all: '5.5~8.5' }),
  was2005({ name: '水温', unit: '℃', all: '35' }),
  was2005({ name: '悬浮物', unit: 'mg/L', paddy: '80', dryland: '100', cooked: '60', raw: '15' }),
  was2005({ name: '五日生化需氧量', unit: 'mg/L', paddy: '60', dryland: '100', cooked: '40', raw: '15' }),
  was2005({ name: '化学需氧量', unit: 'mg/L', paddy: '150', dryland: '200', cooked: '100', raw: '60' }),
  was2005({ name: '阴离子表面活性剂', unit: 'mg/L', paddy: '5', dryland: '8', cooked: '5', raw: '5' }),
  was2005({ name: '氯化物', unit: 'mg/L', all: '350' }),
  was2005({ name: '硫化物', unit: 'mg/L', all: '1' }),
  was2005({ name: '全盐量', unit: 'mg/L', cases: { 非盐碱土地区: '1000', 盐碱土地区: '2000' } }),
  was2005({ name: '总铅', unit: 'mg/L', all: '0.2' }),
  was2005({ name: '总镉', unit: 'mg/L', all: '0.01' }),
  was2005({ name: '铬（六价）', unit: 'mg/L', all: '0.1' }),
  was2005({ name: '总汞', unit: 'mg/L', all: '0.001' }),
  was2005({ name: '总砷', unit: 'mg/L', paddy: '0.05', dryland: '0.1', cooked: '0.05', raw: '0.05' }),
  // 2005 printed 4000, 4000, 2000 and 1000 个/100 mL: the same limits ten times as large per litre.
  known({ name: '粪大肠菌群数', unit: 'MPN/L', paddy: '40000', dryland: '40000', cooked: '20000', raw: '10000' }),
  // 2005 printed 2, 2, 2 and 1 个/L.
  known({ name: '蛔虫卵数', unit: '个/10L', paddy: '20', dryland: '20', cooked: '20', raw: '10' }),
]

/** 表2 选择控制项目限值 */
export const SELECTED: readonly Limit[] = [
  was2005({ name: '氰化物', unit: 'mg/L', all: '0.5' }),
  was2005({ name: '氟化物', unit: 'mg/L', cases: { 一般地区: '2', 高氟区: '3' } }),
  was2005({ name: '石油类', unit: 'mg/L', paddy: '5', dryland: '10', cooked: '1', raw: '1' }),
  was2005({ name: '挥发酚', unit: 'mg/L', all: '1' }),
  was2005({ name: '总铜', unit: 'mg/L', paddy: '0.5', dryland: '1', cooked: '1', raw: '1' }),
  was2005({ name: '总锌', unit: 'mg/L', all: '2' }),
  known({ name: '总镍', unit: 'mg/L', all: '0.2' }),
  was2005({ name: '硒', unit: 'mg/L', all: '0.02' }),
  was2005({ name: '硼', unit: 'mg/L', cases: { 敏感作物: '1', 耐受性较强作物: '2', 耐受性强作物: '3' } }),
  was2005({ name: '苯', unit: 'mg/L', all: '2.5' }),
  known({ name: '甲苯', unit: 'mg/L', all: '0.7' }),
  known({ name: '二甲苯', unit: 'mg/L', all: '0.5' }),
  known({ name: '异丙苯', unit: 'mg/L', all: '0.25' }),
  known({ name: '苯胺', unit: 'mg/L', all: '0.5' }),
  was2005({ name: '三氯乙醛', unit: 'mg/L', paddy: '1', dryland: '0.5', cooked: '0.5', raw: '0.5' }),
  was2005({ name: '丙烯醛', unit: 'mg/L', all: '0.5' }),
  known({ name: '氯苯', unit: 'mg/L', all: '0.3' }),
  known({ name: '1,2-二氯苯', unit: 'mg/L', all: '1.0' }),
  known({ name: '1,4-二氯苯', unit: 'mg/L', all: '0.4' }),
  known({ name: '硝基苯', unit: 'mg/L', all: '2.0' }),
]
