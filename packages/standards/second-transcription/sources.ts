/**
 * Where the second transcriptions come from. None of these sources was used for the tables themselves or for the first
 * transcription. A public copy by a stranger is weaker than the official file: what rests on it alone says so.
 */

export interface Source {
  title: string
  /** Where it was seen, in November 2026. */
  address: string
  /** How near it stands to the printed page. */
  kind:
    | 'official text'
    | 'copied from the official file'
    | "another program's table"
    | 'web page'
    | 'authority the standard cites'
    | 'knowledge'
}

export const SOURCES = {
  soilSheets: {
    title: 'gb36600_2018_official.csv, gb15618_2018_official.csv',
    address: 'github.com/lensis22414017/SRS, data/standards',
    kind: 'copied from the official file',
  },
  soilEnumeration: {
    title: 'com.jeestudio.eco.soil.Enum: SoilConstructionlItem, SoilAgriculturalItem',
    address: 'public source files naming the two PDF files of mee.gov.cn',
    kind: "another program's table",
  },
  waterLibrary: {
    title: 'Silence.Water, Groundwater/Data/GBT_14848_2017.json',
    address: 'github.com/sm1lewc/Silence.Water',
    kind: "another program's table",
  },
  irrigation2005: {
    title: '农田灌溉水质标准 GB 5084-2005, 表1 and 表2',
    address: 'm.lovfp.com/wenku/rddrr/xe2yJJVQ1q; jxlhqp.cn/service/24.html',
    kind: 'web page',
  },
  food2025: {
    title: 'GB 2762-2025, the official PDF file, 表1 to 表9',
    address: 'github.com/5678Hub/jianyu, data/gb2762/GB_2762-2025.pdf',
    kind: 'official text',
  },
  food2022: {
    title: 'GB 2762-2022 database, Brassica vegetables; 蔬菜制品',
    address: '2762.foodvip.net, catid 18; db.foodmate.net/2762, catid 24',
    kind: 'web page',
  },
  iris: {
    title: 'US EPA IRIS, Chemicals_Details export of 2026',
    address: 'github.com/JasenNelson/SSTAC-Dashboard, epa_iris_canonical_snapshot.json',
    kind: 'authority the standard cites',
  },
  selfMonitoring: {
    title: '监测频次表 quoted from HJ 1209-2021',
    address: 'icute8.com/Products-21942858.html',
    kind: 'web page',
  },
  knowledge: {
    title: "the proof-reader's own knowledge of the standard, written down before looking at any table",
    address: 'none',
    kind: 'knowledge',
  },
} as const satisfies Record<string, Source>

export type SourceKey = keyof typeof SOURCES

/** How sure the proof-reader is: read from a copy of this edition, known firmly, or remembered with doubt. */
export type Sureness = 'read' | 'sure' | 'fair'
