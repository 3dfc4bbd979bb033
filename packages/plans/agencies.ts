import type { Day } from './programme.ts'

/**
 * One line of government business and the names its agency bore: 环保局 and 环境保护局 until the reform of 2018, 生态环境局
 * since. A reading keeps the spelling of its text; this table says which agency of a given day is meant.
 */
interface Lineage {
  /** Names in the order they were borne; the first has no `from`. `full` ends without 局/厅/部. */
  eras: { from?: Day; full: string; body?: '局' | '委' | '社' | '院'; short: string[] }[]
}

/** The State Council's reform (国发〔2018〕6号) took effect in the localities by the end of 2018 and the spring of 2019. */
const REFORM = '2018-11-01'

const lineages: Lineage[] = [
  {
    eras: [
      { full: '环境保护', short: ['环保', '环境保护'] },
      { from: REFORM, full: '生态环境', short: ['生态环境', '环境'] },
    ],
  },
  {
    eras: [
      { full: '国土资源', short: ['国土资源', '国土', '国土房管'] },
      {
        from: REFORM,
        full: '自然资源',
        short: ['自然资源', '自然资源和规划', '自然资源规划', '自规', '规划和自然资源', '自然资源与规划'],
      },
    ],
  },
  {
    eras: [
      { full: '安全生产监督管理', short: ['安全生产监督管理', '安监', '安全监管'] },
      { from: REFORM, full: '应急管理', short: ['应急管理', '应急'] },
    ],
  },
  {
    eras: [
      { full: '农业', short: ['农', '农业', '农牧', '农牧业', '农粮', '农业和粮食', '畜牧', '畜牧兽医'] },
      { from: REFORM, full: '农业农村', short: ['农业农村'] },
    ],
  },
  {
    eras: [
      { full: '经济和信息化', body: '委', short: ['工业和信息化', '工信', '经信', '经济和信息化', '经济信息化'] },
      { from: REFORM, full: '工业和信息化', short: ['工业和信息化', '工信', '经信', '经济和信息化', '经济信息化'] },
    ],
  },
  {
    eras: [
      { full: '卫生和计划生育', body: '委', short: ['卫生计生', '卫计', '卫生和计划生育', '卫生'] },
      { from: REFORM, full: '卫生健康', body: '委', short: ['卫生健康', '卫健', '卫生健康体育'] },
    ],
  },
  {
    eras: [
      { full: '工商行政管理', short: ['工商', '工商行政管理'] },
      {
        from: REFORM,
        full: '市场监督管理',
        short: ['市场监管', '市场监督管理', '市监', '市场和质量监管', '市场和质量监督管理'],
      },
    ],
  },
  {
    eras: [
      { full: '质量技术监督', short: ['质监', '质量技术监督'] },
      { from: REFORM, full: '市场监督管理', short: [] },
    ],
  },
  {
    eras: [
      { full: '食品药品监督管理', short: ['食药监', '食品药品监管', '食品药品监督管理'] },
      { from: REFORM, full: '市场监督管理', short: [] },
    ],
  },
  {
    eras: [
      { full: '林业', short: ['林业'] },
      { from: REFORM, full: '林业和草原', short: ['林业和草原', '林草', '林业草原'] },
    ],
  },
  {
    eras: [
      { full: '文化', short: ['文化', '文广新', '文化广电新闻出版', '旅游', '旅发'] },
      {
        from: REFORM,
        full: '文化和旅游',
        short: [
          '文化和旅游',
          '文旅',
          '文化旅游',
          '文广旅',
          '文化广电和旅游',
          '文体广电和旅游',
          '文化广电旅游',
          '文广旅体',
        ],
      },
    ],
  },
  {
    eras: [
      { full: '粮食', short: ['粮食'] },
      { from: REFORM, full: '粮食和物资储备', short: ['粮食和物资储备', '粮食和储备', '粮储'] },
    ],
  },
  { eras: [{ full: '民政', short: ['民政'] }] },
  { eras: [{ full: '发展和改革', body: '委', short: ['发展和改革', '发展改革', '发改'] }] },
  {
    eras: [
      { full: '住房和城乡建设', short: ['住房和城乡建设', '住房城乡建设', '住建', '城乡建设', '住房和建设', '城建'] },
    ],
  },
  { eras: [{ full: '水利', short: ['水利', '水务', '水利水务'] }] },
  { eras: [{ full: '交通运输', short: ['交通运输', '交通', '交运'] }] },
  { eras: [{ full: '财政', short: ['财政'] }] },
  { eras: [{ full: '公安', short: ['公安'] }] },
  { eras: [{ full: '司法', short: ['司法'] }] },
  { eras: [{ full: '教育', short: ['教育', '教体', '教育体育', '教育和体育'] }] },
  { eras: [{ full: '科学技术', short: ['科学技术', '科技'] }] },
  { eras: [{ full: '商务', short: ['商务'] }] },
  { eras: [{ full: '审计', short: ['审计'] }] },
  { eras: [{ full: '统计', short: ['统计'] }] },
  { eras: [{ full: '人力资源和社会保障', short: ['人力资源和社会保障', '人力资源社会保障', '人社'] }] },
  {
    eras: [
      {
        full: '城市管理',
        short: ['城市管理', '城管', '综合行政执法', '城市管理综合执法', '城市管理行政执法', '城管执法'],
      },
    ],
  },
  { eras: [{ full: '供销合作', body: '社', short: ['供销', '供销合作', '供销合作联合'] }] },
]

/** Lines of business that have no history worth a table but do start the names of agencies. */
const otherStems = [
  '大数据', '政务服务', '行政审批', '数据', '机关事务', '机关管理', '信访', '医疗保障', '医保', '退役军人', '乡村振兴', '扶贫',
  '国有资产', '国资', '金融', '地方金融', '气象', '体育', '广播电视', '广电', '新闻出版', '法制', '人民检察', '人民法院',
  '中级人民法院', '检察院', '法院', '市政', '市容', '园林', '绿化', '环卫', '环境卫生', '规划', '房产', '房管', '住房保障', '公积金',
  '消防', '税务', '国税', '地税', '邮政', '民族', '宗教', '外事', '侨务', '台办', '编办', '机构编制', '档案', '史志', '地震', '人防',
  '民防', '移民', '水文', '水保', '水土保持', '河长', '林长', '矿管', '矿产', '地质', '能源', '煤炭', '海洋', '渔业', '渔政', '农机',
  '农业机械', '农垦', '动物卫生', '疾控', '疾病预防', '妇联', '团委', '工会', '总工会', '残联', '科协', '文联', '工商联', '红十字', '农办', '农工',
  '新村', '口岸', '投资促进', '招商', '项目', '重点项目', '重点办', '征收', '土地储备', '知识产权', '药品', '药监', '市直', '森林公安', '交警', '运管',
  '公路', '港口', '港航', '航道', '烟草', '盐务', '通信', '互联网', '网信', '保密', '督查', '目标', '政府办', '人民政府办', '政研', '编委', '旅游', '文物',
  '妇女联合', '消费者', '社会工作', '政协', '人大', '纪委', '监委', '监察', '人民武装', '人武', '综合执法', '执法', '生态', '环委', '污防', '大气', '爱卫',
] // biome-ignore format: a word list reads better in rows

const longestFirst = (words: string[]) => [...new Set(words)].sort((a, b) => b.length - a.length)
const stems = longestFirst([...lineages.flatMap(l => l.eras.flatMap(e => [e.full, ...e.short])), ...otherStems])
const STEM = new RegExp(`^(?:${stems.join('|')})`)

/** Does the name start with a line of government business, so that it may take the rank carried by the list ("市…、农业农村局")? */
export function startsWithBusiness(name: string): boolean {
  return STEM.test(name)
}

const shortNames = new Map<string, Lineage>()
for (const lineage of lineages)
  for (const era of lineage.eras)
    for (const name of [era.full, ...era.short]) if (!shortNames.has(name)) shortNames.set(name, lineage)

const FORM = new RegExp(`^(.*?)(${longestFirst([...shortNames.keys()]).join('|')})(委员会|联合社|总社|局|厅|部|委|社)$`)

/** OCR takes 置 for 臵; others of the kind may join. */
const misread: Record<string, string> = { 臵: '置', 巿: '市', 曰: '日' }

/**
 * The name an agency bears on a day: 县环保局 → 县生态环境局 (from November 2018), 市发改委 → 市发展和改革委员会. The rank in front
 * is kept. A name the table does not know comes back as it was, apart from characters that scanners misread.
 */
export function canonicalAgency(name: string, onDate: Day): string {
  const written = name
    .normalize('NFKC')
    .replace(/[臵巿曰]/g, char => misread[char]!)
    .replace(/\s+/g, '')
  const found = FORM.exec(written)
  if (!found) return written
  const [, rank, short, body] = found as unknown as [string, string, string, string]
  const lineage = shortNames.get(short)!
  const era = lineage.eras.findLast(e => !e.from || e.from <= onDate)!
  if (era.body) return rank + era.full + (era.body === '委' ? '委员会' : era.body)
  // An agency of the centre is a 部, of a province a 厅; below it is a 局. 总局 and the like are left to the text.
  const kept = body === '委' || body === '委员会' || body === '社' ? (/省|自治区/.test(rank) ? '厅' : '局') : body
  return rank + era.full + kept
}
