import type { Decimal } from '@jingtu/core/measure.ts'

/** 附录: what commands upload measured data. */
export const DATA_COMMANDS: Record<string, '实时' | '分钟' | '小时' | '日'> = {
  '2011': '实时',
  '2051': '分钟',
  '2061': '小时',
  '2031': '日',
}
/** Factors with their units as transmitted; metals in water come in μg/L. Those of gas are from memory (M). */
export const FACTORS: Record<string, { name: string; unit: string }> = {
  w00000: { name: '流量', unit: 'L/s' },
  w01001: { name: 'pH', unit: '' },
  w01018: { name: '化学需氧量', unit: 'mg/L' },
  w21003: { name: '氨氮', unit: 'mg/L' },
  w21011: { name: '总磷', unit: 'mg/L' },
  w20111: { name: '汞', unit: 'μg/L' },
  w20115: { name: '镉', unit: 'μg/L' },
  w20116: { name: '总铬', unit: 'μg/L' },
  w20119: { name: '砷', unit: 'μg/L' },
  w20120: { name: '铅', unit: 'μg/L' },
  a00000: { name: '废气流量', unit: 'm³/s' },
  a01012: { name: '烟气温度', unit: '℃' },
  a19001: { name: '氧含量', unit: '%' },
  a21002: { name: '氮氧化物', unit: 'mg/m³' },
  a21026: { name: '二氧化硫', unit: 'mg/m³' },
  a34013: { name: '颗粒物', unit: 'mg/m³' },
}

export interface OnlineValue {
  code: string
  name: string
  unit: string
  /** Rtd, Avg, Min, Max or Cou → number as sent. */
  fields: Record<string, Decimal>
  /** N normal; other letters tell what ails the instrument. null: not said. */
  flag: string | null
}
export interface OnlineMessage {
  qn: string
  st: string
  cn: string
  mn: string
  kind: (typeof DATA_COMMANDS)[string] | null
  /** YYYY-MM-DDThh:mm:ss+08:00; the start of the period for minutes, hours and days. */
  dataTime: string | null
  values: OnlineValue[]
  wantsReply: boolean
  /** What was read past: the standard's own examples slip too. */
  notes: string[]
}

/** A data segment as a message; a string says why it is none. */
export function readMessage(segment: string): OnlineMessage | string {
  const cut = segment.indexOf('CP=&&')
  if (cut < 0) return '没有 CP=&& 数据区'
  const notes: string[] = []
  const head = segment.slice(0, cut)
  if (head !== '' && !head.endsWith(';')) notes.push('CP 前面少一个分号')
  const fields = new Map(head.split(';').flatMap(part => pair(part)))
  const [qn, st, cn, mn] = ['QN', 'ST', 'CN', 'MN'].map(key => fields.get(key) ?? '')
  const missing = [
    ['QN', qn],
    ['ST', st],
    ['CN', cn],
    ['MN', mn],
  ]
    .filter(([, v]) => !v)
    .map(([k]) => k)
  if (missing.length > 0) return `缺少 ${missing.join('、')}`
  const flag = Number(fields.get('Flag') ?? '0')
  if (!Number.isInteger(flag) || flag < 0 || flag > 255) return `Flag“${fields.get('Flag')}”不是 0—255 的整数`
  const version = flag >> 2
  if (version > 1) return `Flag 中的版本号为 ${version}，本接收端只认识 HJ/T 212-2005 和 HJ 212-2017`
  const body = segment.slice(cut + 5).replace(/&&$/, '')
  const kind = DATA_COMMANDS[cn!] ?? null
  const { dataTime, values } = readValues(body, notes)
  if (kind !== null && dataTime === null) return '数据报文没有 DataTime'
  return { qn: qn!, st: st!, cn: cn!, mn: mn!, kind, dataTime, values, wantsReply: (flag & 1) === 1, notes }
}

/** 9014 数据应答, with the number of the message it answers. */
export const dataAnswer = (m: Pick<OnlineMessage, 'qn' | 'mn'>, password: string): string =>
  `QN=${m.qn};ST=91;CN=9014;PW=${password};MN=${m.mn};Flag=4;CP=&&&&`

const pair = (part: string): [string, string][] => {
  const at = part.indexOf('=')
  return at > 0 ? [[part.slice(0, at), part.slice(at + 1)]] : []
}

function readValues(body: string, notes: string[]): Pick<OnlineMessage, 'dataTime' | 'values'> {
  const values = new Map<string, OnlineValue>()
  let dataTime: string | null = null
  for (const [key, value] of body.split(/[;,]/).flatMap(pair)) {
    if (key === 'DataTime') {
      dataTime = timeOf(value)
      if (dataTime === null) notes.push(`DataTime“${value}”不能识别`)
      continue
    }
    const [written, field] = key.split('-')
    if (!written || !field) continue
    const code = FACTORS[written] || !FACTORS[`w${written}`] ? written : `w${written}`
    if (code !== written) notes.push(`因子“${written}”按 ${code} 读`)
    const own = values.get(code) ?? { code, ...(FACTORS[code] ?? { name: code, unit: '' }), fields: {}, flag: null }
    values.set(code, own)
    if (field === 'Flag') own.flag = value
    else if (/^-?\d+(\.\d+)?$/.test(value)) own.fields[field] = value
    else if (field !== 'SampleTime') notes.push(`${key} 的值“${value}”不是数`)
  }
  return { dataTime, values: [...values.values()] }
}

function timeOf(text: string): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (!parts) return null
  const [, y, mo, d, h, mi, s] = parts
  const iso = `${y}-${mo}-${d}T${h}:${mi}:${s}+08:00`
  return Number.isNaN(Date.parse(iso)) ? null : iso
}
