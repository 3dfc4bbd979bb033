import { type CodeSystem, findLandUseCode, type LandClass } from './codes.ts'

export interface PlannedUse {
  class: LandClass
  /** Whether the words say so; otherwise 第一类 by 5.3.1 of GB 36600. */
  certain: boolean
  /** How the class was found, in words for the finding. */
  why: string
}

/** Words for land that is no construction land; they say nothing about the planned use. */
const NO_CONSTRUCTION = /^(?:水田|旱地|旱田|水浇地|耕地|园地|果园|茶园|草地|林地|菜地|农用地|水旱轮作|未利用地)$/

const WORDS: readonly [RegExp, LandClass | null][] = [
  [/^(?:第一类|一类|第1类|1类|I类|Ⅰ类|class\s*(?:1|I)|1|I|敏感|第一类用地)(?:建设)?(?:用地)?$/i, '第一类'],
  [/^(?:第二类|二类|第2类|2类|II类|Ⅱ类|class\s*(?:2|II)|2|II|非敏感|第二类用地)(?:建设)?(?:用地)?$/i, '第二类'],
  [/不明|未定|未知|待定|留白|unknown|unclear/i, null],
  [/第一类|一类用地|class\s*1/i, '第一类'],
  [/第二类|二类用地|class\s*2/i, '第二类'],
  [/环卫|环境卫生|高等|高校|大学/, '第二类'],
  [
    /居住|住宅|宅基地|商住|小区|中小学|小学|中学|学校|幼儿园|托儿|医院|医疗|卫生院|养老|敬老|福利|社区公园|儿童公园/,
    '第一类',
  ],
  [/residential|school|hospital|kindergarten|playground/i, '第一类'],
  [/公园|教育用地/, null],
  [
    /工业|工矿|厂|矿|仓储|物流|商业|商服|办公|道路|交通|公用设施|市政|广场|防护绿地|停车|科研|文化|体育|机关团体|industr|commerc|warehouse|logistic|traffic|road/i,
    '第二类',
  ],
]

const SYSTEM: readonly [RegExp, CodeSystem | 'other'][] = [
  [/三调|第三次(?:全国)?国土调查/, '三调'],
  [/GB\/?T?\s*21010|土地利用现状分类|二调/i, 'other'],
  [/GB\s*50137|城市用地分类/i, 'GB 50137'],
  [/51号|234号|用地用海|国土空间/, '51号'],
]

/**
 * 第一类 or 第二类 of a planned use as written: the class itself, a word, or a code with or without its system; several uses
 * ("0701+0901") are judged by the stricter one. undefined where the words are empty or about no construction land.
 */
export function plannedUseOf(text: string | undefined): PlannedUse | undefined {
  const written = text?.normalize('NFKC').trim() ?? ''
  if (written === '' || NO_CONSTRUCTION.test(written)) return undefined
  const said = WORDS.slice(0, 2).find(([pattern]) => pattern.test(written))?.[1]
  if (said) return { class: said, certain: true, why: `“${written}”` }
  const system = SYSTEM.find(([pattern]) => pattern.test(written))?.[1]
  const bare = SYSTEM.reduce((t, [pattern]) => t.replace(pattern, ''), written)
  const parts = bare
    .split(/[+、,，;；/\s]|以及|及|和|与(?!公共|开敞|广场|交通)/)
    .map(p => p.replace(/^[(（:：-]+|[)）:：-]+$/g, '').trim())
    .filter(p => p !== '' && !/^(?:代码|用地|混合|混合用地)$/.test(p))
  const uses = parts.map(part => partOf(part, system))
  if (uses.length === 0) return open(`“${written}”没有说明规划用途`)
  const first = uses.find(u => u.class === '第一类' && u.certain)
  if (first) return uses.length > 1 ? { ...first, why: `${first.why}；混合用途按较严的第一类` } : first
  return uses.find(u => !u.certain) ?? uses[0]!
}

const open = (why: string): PlannedUse => ({
  class: '第一类',
  certain: false,
  why: `${why}，按第一类用地（GB 36600-2018 5.3.1）`,
})

function partOf(part: string, system: CodeSystem | 'other' | undefined): PlannedUse {
  const code = /^(\d{2,6}[A-Z]?|\d{2}H\d[A-Z]?|[A-Z]\d{0,3})(?![A-Za-z0-9])/i.exec(part)?.[1]
  const words = part.replace(code ?? '', '').trim()
  const word = WORDS.find(([pattern]) => pattern.test(words || part))
  // A word beside the code may close what the code leaves open (1401 社区公园).
  if (code) {
    const byCode = codeClass(code, system)
    if (byCode) {
      if (byCode.class === null && words !== '' && word?.[1])
        return { class: word[1], certain: true, why: `${byCode.why}（${words}）` }
      return byCode.class
        ? { class: byCode.class, certain: true, why: byCode.why }
        : open(`${byCode.why}，不足以确定类别`)
    }
  }
  if (!word) return open(`不认识规划用途“${part}”`)
  return word[1] ? { class: word[1], certain: true, why: `“${part}”为${word[1]}用地` } : open(`“${part}”不足以确定类别`)
}

function codeClass(
  code: string,
  system: CodeSystem | 'other' | undefined,
): { class: LandClass | null; why: string } | undefined {
  if (system === 'other') return { class: null, why: `代码 ${code} 的分类体系没有收录` }
  const tried: CodeSystem[] = system ? [system] : /^[A-Z]/i.test(code) ? ['GB 50137'] : ['51号', '三调']
  for (const s of tried) {
    const row = findLandUseCode(s, code)
    if (row) {
      const note =
        system || s === 'GB 50137'
          ? ''
          : `（代码没有注明分类体系，按${s === '51号' ? '国土空间用地用海分类' : '三调分类'}理解）`
      return { class: row.class, why: `${s} ${row.code} ${row.name}${note}` }
    }
  }
  return system || /^\d/.test(code)
    ? { class: null, why: `${system ?? '用地用海分类'}没有代码 ${code}，或不是建设用地` }
    : undefined
}
