/**
 * One catalogue of substances: what the tables mean by a name and how laboratories write it. The form is part of the
 * identity: total chromium never meets Cr(VI), total mercury never methylmercury, total arsenic never inorganic arsenic.
 */
export interface Substance {
  id: string
  /** Chinese name as GB 36600 or, failing that, the first table that has it prints it. */
  name: string
  english: string
  cas: string | null
  aliases: readonly string[]
  /** 'parameter': a property of the sample (pH, moisture) that is no pollutant by itself. */
  kind: 'substance' | 'sum' | 'parameter'
  /** Congeners or isomers the sum consists of. */
  sumOf?: readonly string[]
}

type Row = [id: string, name: string, english: string, cas: string | null, aliases?: string]

/** Aliases are separated by '|'. Brackets, hyphens, spaces, letter case and full width are folded before comparing. */
const ROWS: Row[] = [
  // metals and metalloids, as total element unless the name says otherwise
  ['arsenic', '砷', 'Arsenic', '7440-38-2', 'As|总砷|砷总量|T-As|砷(As)|总砷(As)|total arsenic'],
  ['inorganic-arsenic', '无机砷', 'Inorganic arsenic', null, 'iAs|无机砷(以As计)'],
  ['cadmium', '镉', 'Cadmium', '7440-43-9', 'Cd|总镉|镉总量|T-Cd|镉(Cd)|total cadmium'],
  ['chromium', '铬', 'Chromium (total)', '7440-47-3', 'Cr|总铬|铬总量|T-Cr|铬(Cr)|铬(总)|total chromium|chromium'],
  [
    'chromium-vi',
    '铬（六价）',
    'Chromium (VI)',
    '18540-29-9',
    '六价铬|Cr6+|Cr(VI)|Cr(Ⅵ)|CrVI|Cr⁶⁺|Cr+6|铬(Ⅵ)|铬(VI)|铬(6+)|六价铬(Cr6+)|hexavalent chromium|chromium vi|Cr6',
  ],
  ['copper', '铜', 'Copper', '7440-50-8', 'Cu|总铜|铜(Cu)'],
  ['lead', '铅', 'Lead', '7439-92-1', 'Pb|总铅|铅总量|铅(Pb)'],
  ['mercury', '汞', 'Mercury (total)', '7439-97-6', 'Hg|总汞|汞总量|T-Hg|汞(Hg)|total mercury|mercury'],
  ['methylmercury', '甲基汞', 'Methylmercury', '22967-92-6', 'MeHg|CH3Hg|甲基汞(以Hg计)'],
  ['nickel', '镍', 'Nickel', '7440-02-0', 'Ni|总镍|镍(Ni)'],
  ['zinc', '锌', 'Zinc', '7440-66-6', 'Zn|总锌|锌(Zn)'],
  ['antimony', '锑', 'Antimony', '7440-36-0', 'Sb|总锑'],
  ['beryllium', '铍', 'Beryllium', '7440-41-7', 'Be|总铍'],
  ['cobalt', '钴', 'Cobalt', '7440-48-4', 'Co|总钴'],
  ['vanadium', '钒', 'Vanadium', '7440-62-2', 'V|总钒'],
  ['thallium', '铊', 'Thallium', '7440-28-0', 'Tl|总铊'],
  ['selenium', '硒', 'Selenium', '7782-49-2', 'Se|总硒'],
  ['silver', '银', 'Silver', '7440-22-4', 'Ag|总银'],
  ['barium', '钡', 'Barium', '7440-39-3', 'Ba|总钡'],
  ['boron', '硼', 'Boron', '7440-42-8', 'B|总硼'],
  ['molybdenum', '钼', 'Molybdenum', '7439-98-7', 'Mo|总钼'],
  ['iron', '铁', 'Iron', '7439-89-6', 'Fe|总铁'],
  ['manganese', '锰', 'Manganese', '7439-96-5', 'Mn|总锰'],
  ['aluminium', '铝', 'Aluminium', '7429-90-5', 'Al|总铝|aluminum'],
  ['sodium', '钠', 'Sodium', '7440-23-5', 'Na|Na+'],
  // inorganic compounds and groups
  ['cyanide', '氰化物', 'Cyanide', '57-12-5', 'CN-|CN|总氰化物|氰化物(以CN-计)|氰化物(以CN⁻计)|氰化物(总量)'],
  ['fluoride', '氟化物', 'Fluoride', '16984-48-8', 'F-|氟化物(以F-计)|氟化物(以F⁻计)|氟离子'],
  ['chloride', '氯化物', 'Chloride', '16887-00-6', 'Cl-|氯化物(以Cl-计)|氯化物(以Cl⁻计)|氯离子'],
  ['sulfate', '硫酸盐', 'Sulfate', '14808-79-8', 'SO42-|硫酸根|硫酸盐(以SO42-计)'],
  ['sulfide', '硫化物', 'Sulfide', '18496-25-8', 'S2-|硫化物(以S2-计)|硫化物(以S²⁻计)'],
  ['iodide', '碘化物', 'Iodide', '20461-54-5', 'I-|碘离子'],
  ['nitrite', '亚硝酸盐', 'Nitrite (as N)', '14797-65-0', '亚硝酸盐(以N计)|亚硝酸盐氮|NO2-N|亚硝氮'],
  ['nitrate', '硝酸盐', 'Nitrate (as N)', '14797-55-8', '硝酸盐(以N计)|硝酸盐氮|NO3-N|硝氮'],
  ['ammonia-nitrogen', '氨氮', 'Ammonia nitrogen (as N)', '7664-41-7', '氨氮(以N计)|NH3-N|NH4-N|氨氮(NH3-N)'],
  ['total-hardness', '总硬度', 'Total hardness (as CaCO3)', null, '总硬度(以CaCO3计)|硬度'],
  ['dissolved-solids', '溶解性总固体', 'Total dissolved solids', null, 'TDS|溶解性固体'],
  ['salinity', '全盐量', 'Salinity', null, '含盐量|全盐'],
  ['suspended-solids', '悬浮物', 'Suspended solids', null, 'SS|悬浮物(SS)'],
  ['bod5', '五日生化需氧量', 'BOD5', null, 'BOD5|BOD|五日生化需氧量(BOD5)|生化需氧量'],
  ['cod-cr', '化学需氧量', 'COD (dichromate)', null, 'COD|CODCr|化学需氧量(CODCr)'],
  [
    'cod-mn',
    '耗氧量',
    'Oxygen consumption (CODMn)',
    null,
    'CODMn|高锰酸盐指数|耗氧量(CODMn法,以O2计)|耗氧量(CODMn)|耗氧量(以O2计)|耗氧量(CODMn法)',
  ],
  ['anionic-surfactants', '阴离子表面活性剂', 'Anionic surfactants', null, 'LAS|阴离子合成洗涤剂'],
  [
    'volatile-phenols',
    '挥发性酚类',
    'Volatile phenols (as phenol)',
    null,
    '挥发酚|挥发性酚|挥发性酚类(以苯酚计)|挥发酚类',
  ],
  ['petroleum', '石油类', 'Petroleum', null, '石油类(总)'],
  ['total-coliforms', '总大肠菌群', 'Total coliforms', null, '总大肠菌群数'],
  ['fecal-coliforms', '粪大肠菌群数', 'Fecal coliforms', null, '粪大肠菌群|耐热大肠菌群'],
  ['ascaris-eggs', '蛔虫卵数', 'Ascaris eggs', null, '蛔虫卵'],
  ['plate-count', '菌落总数', 'Total plate count', null, '细菌总数'],
  ['gross-alpha', '总α放射性', 'Gross alpha radioactivity', null, '总α|总alpha放射性|总a放射性'],
  ['gross-beta', '总β放射性', 'Gross beta radioactivity', null, '总β|总beta放射性|总b放射性'],
  ['colour', '色', 'Colour', null, '色度|色(铂钴色度单位)'],
  ['odour-taste', '嗅和味', 'Odour and taste', null, '臭和味'],
  ['turbidity', '浑浊度', 'Turbidity', null, '浊度'],
  ['visible-matter', '肉眼可见物', 'Visible matter', null],
  ['water-temperature', '水温', 'Water temperature', null, '温度'],
  // volatile organics
  ['carbon-tetrachloride', '四氯化碳', 'Carbon tetrachloride', '56-23-5', '四氯甲烷'],
  ['chloroform', '氯仿', 'Chloroform', '67-66-3', '三氯甲烷|氯仿(三氯甲烷)'],
  ['chloromethane', '氯甲烷', 'Chloromethane', '74-87-3'],
  ['1,1-dichloroethane', '1,1-二氯乙烷', '1,1-Dichloroethane', '75-34-3'],
  ['1,2-dichloroethane', '1,2-二氯乙烷', '1,2-Dichloroethane', '107-06-2'],
  ['1,1-dichloroethylene', '1,1-二氯乙烯', '1,1-Dichloroethylene', '75-35-4', '1,1-dichloroethene'],
  [
    'cis-1,2-dichloroethylene',
    '顺-1,2-二氯乙烯',
    'cis-1,2-Dichloroethylene',
    '156-59-2',
    '顺式-1,2-二氯乙烯|顺1,2-二氯乙烯|(Z)-1,2-二氯乙烯|cis-1,2-dichloroethene',
  ],
  [
    'trans-1,2-dichloroethylene',
    '反-1,2-二氯乙烯',
    'trans-1,2-Dichloroethylene',
    '156-60-5',
    '反式-1,2-二氯乙烯|反1,2-二氯乙烯|(E)-1,2-二氯乙烯|trans-1,2-dichloroethene',
  ],
  ['dichloromethane', '二氯甲烷', 'Dichloromethane', '75-09-2', 'methylene chloride'],
  ['1,2-dichloropropane', '1,2-二氯丙烷', '1,2-Dichloropropane', '78-87-5'],
  ['1,1,1,2-tetrachloroethane', '1,1,1,2-四氯乙烷', '1,1,1,2-Tetrachloroethane', '630-20-6'],
  ['1,1,2,2-tetrachloroethane', '1,1,2,2-四氯乙烷', '1,1,2,2-Tetrachloroethane', '79-34-5'],
  ['tetrachloroethylene', '四氯乙烯', 'Tetrachloroethylene', '127-18-4', 'PCE|全氯乙烯|tetrachloroethene'],
  ['1,1,1-trichloroethane', '1,1,1-三氯乙烷', '1,1,1-Trichloroethane', '71-55-6'],
  ['1,1,2-trichloroethane', '1,1,2-三氯乙烷', '1,1,2-Trichloroethane', '79-00-5'],
  ['trichloroethylene', '三氯乙烯', 'Trichloroethylene', '79-01-6', 'TCE|trichloroethene'],
  ['1,2,3-trichloropropane', '1,2,3-三氯丙烷', '1,2,3-Trichloropropane', '96-18-4'],
  ['vinyl-chloride', '氯乙烯', 'Vinyl chloride', '75-01-4', 'chloroethene|chloroethylene'],
  ['benzene', '苯', 'Benzene', '71-43-2'],
  ['chlorobenzene', '氯苯', 'Chlorobenzene', '108-90-7'],
  ['1,2-dichlorobenzene', '1,2-二氯苯', '1,2-Dichlorobenzene', '95-50-1', '邻二氯苯'],
  ['1,4-dichlorobenzene', '1,4-二氯苯', '1,4-Dichlorobenzene', '106-46-7', '对二氯苯'],
  ['ethylbenzene', '乙苯', 'Ethylbenzene', '100-41-4'],
  ['styrene', '苯乙烯', 'Styrene', '100-42-5'],
  ['toluene', '甲苯', 'Toluene', '108-88-3'],
  ['m-xylene', '间二甲苯', 'm-Xylene', '108-38-3', '间-二甲苯|1,3-二甲苯'],
  ['p-xylene', '对二甲苯', 'p-Xylene', '106-42-3', '对-二甲苯|1,4-二甲苯'],
  ['o-xylene', '邻二甲苯', 'o-Xylene', '95-47-6', '邻-二甲苯|1,2-二甲苯'],
  ['cumene', '异丙苯', 'Cumene', '98-82-8'],
  ['bromodichloromethane', '一溴二氯甲烷', 'Bromodichloromethane', '75-27-4', '溴二氯甲烷|二氯一溴甲烷'],
  ['bromoform', '溴仿', 'Bromoform', '75-25-2', '三溴甲烷'],
  ['dibromochloromethane', '二溴氯甲烷', 'Dibromochloromethane', '124-48-1', '一氯二溴甲烷|二溴一氯甲烷'],
  ['1,2-dibromoethane', '1,2-二溴乙烷', '1,2-Dibromoethane', '106-93-4'],
  ['1,2,3-trichlorobenzene', '1,2,3-三氯苯', '1,2,3-Trichlorobenzene', '87-61-6'],
  ['1,2,4-trichlorobenzene', '1,2,4-三氯苯', '1,2,4-Trichlorobenzene', '120-82-1'],
  ['1,3,5-trichlorobenzene', '1,3,5-三氯苯', '1,3,5-Trichlorobenzene', '108-70-3'],
  ['chloral', '三氯乙醛', 'Chloral', '75-87-6'],
  ['acrolein', '丙烯醛', 'Acrolein', '107-02-8'],
  // semi-volatile organics
  ['nitrobenzene', '硝基苯', 'Nitrobenzene', '98-95-3'],
  ['aniline', '苯胺', 'Aniline', '62-53-3'],
  ['2-chlorophenol', '2-氯酚', '2-Chlorophenol', '95-57-8', '2-氯苯酚|邻氯苯酚|邻氯酚'],
  ['benz-a-anthracene', '苯并[a]蒽', 'Benz[a]anthracene', '56-55-3', '苯并(a)蒽|苯并a蒽|benzo[a]anthracene'],
  ['benzo-a-pyrene', '苯并[a]芘', 'Benzo[a]pyrene', '50-32-8', '苯并(a)芘|苯并a芘|BaP|B[a]P'],
  ['benzo-b-fluoranthene', '苯并[b]荧蒽', 'Benzo[b]fluoranthene', '205-99-2', '苯并(b)荧蒽|苯并b荧蒽'],
  ['benzo-k-fluoranthene', '苯并[k]荧蒽', 'Benzo[k]fluoranthene', '207-08-9', '苯并(k)荧蒽|苯并k荧蒽'],
  ['chrysene', '䓛', 'Chrysene', '218-01-9', '屈|蒀|䓛(屈)|苯并[a]菲'],
  [
    'dibenz-a-h-anthracene',
    '二苯并[a,h]蒽',
    'Dibenz[a,h]anthracene',
    '53-70-3',
    '二苯并(a,h)蒽|二苯并[ah]蒽|dibenzo[a,h]anthracene',
  ],
  [
    'indeno-pyrene',
    '茚并[1,2,3-cd]芘',
    'Indeno[1,2,3-cd]pyrene',
    '193-39-5',
    '茚并(1,2,3-cd)芘|茚并[1,2,3-c,d]芘|茚并(1,2,3-c,d)芘',
  ],
  ['naphthalene', '萘', 'Naphthalene', '91-20-3'],
  ['anthracene', '蒽', 'Anthracene', '120-12-7'],
  ['fluoranthene', '荧蒽', 'Fluoranthene', '206-44-0'],
  ['hexachlorocyclopentadiene', '六氯环戊二烯', 'Hexachlorocyclopentadiene', '77-47-4'],
  ['2,4-dinitrotoluene', '2,4-二硝基甲苯', '2,4-Dinitrotoluene', '121-14-2'],
  ['2,6-dinitrotoluene', '2,6-二硝基甲苯', '2,6-Dinitrotoluene', '606-20-2'],
  ['2,4-dichlorophenol', '2,4-二氯酚', '2,4-Dichlorophenol', '120-83-2', '2,4-二氯苯酚'],
  ['2,4,6-trichlorophenol', '2,4,6-三氯酚', '2,4,6-Trichlorophenol', '88-06-2', '2,4,6-三氯苯酚'],
  ['2,4-dinitrophenol', '2,4-二硝基酚', '2,4-Dinitrophenol', '51-28-5', '2,4-二硝基苯酚'],
  ['pentachlorophenol', '五氯酚', 'Pentachlorophenol', '87-86-5', '五氯苯酚|PCP'],
  [
    'dehp',
    '邻苯二甲酸二(2-乙基己基)酯',
    'Bis(2-ethylhexyl) phthalate',
    '117-81-7',
    'DEHP|邻苯二甲酸二乙基己酯|邻苯二甲酸二(2-乙基己)酯|邻苯二甲酸双(2-乙基己基)酯',
  ],
  [
    'butyl-benzyl-phthalate',
    '邻苯二甲酸丁基苄酯',
    'Butyl benzyl phthalate',
    '85-68-7',
    'BBP|邻苯二甲酸丁苄酯|邻苯二甲酸苄基丁基酯',
  ],
  ['di-n-octyl-phthalate', '邻苯二甲酸二正辛酯', 'Di-n-octyl phthalate', '117-84-0', 'DNOP|邻苯二甲酸二辛酯'],
  ['3,3-dichlorobenzidine', "3,3'-二氯联苯胺", "3,3'-Dichlorobenzidine", '91-94-1', '3,3-二氯联苯胺'],
  // pesticides
  ['atrazine', '阿特拉津', 'Atrazine', '1912-24-9', '莠去津'],
  ['alpha-chlordane', 'α-氯丹', 'alpha-Chlordane', '5103-71-9', '顺式-氯丹|a-氯丹|顺-氯丹'],
  ['gamma-chlordane', 'γ-氯丹', 'gamma-Chlordane', '5103-74-2', '反式-氯丹|g-氯丹|反-氯丹|r-氯丹'],
  ['pp-ddd', "p,p'-滴滴滴", "p,p'-DDD", '72-54-8', "p,p'-DDD|4,4'-DDD|pp-DDD|p,p-滴滴滴"],
  ['pp-dde', "p,p'-滴滴伊", "p,p'-DDE", '72-55-9', "p,p'-DDE|4,4'-DDE|pp-DDE|p,p-滴滴伊"],
  ['op-ddt', "o,p'-滴滴涕", "o,p'-DDT", '789-02-6', "o,p'-DDT|2,4'-DDT|op-DDT|o,p-滴滴涕"],
  ['pp-ddt', "p,p'-滴滴涕", "p,p'-DDT", '50-29-3', "p,p'-DDT|4,4'-DDT|pp-DDT|p,p-滴滴涕"],
  ['dichlorvos', '敌敌畏', 'Dichlorvos', '62-73-7', 'DDVP'],
  ['dimethoate', '乐果', 'Dimethoate', '60-51-5'],
  ['alpha-endosulfan', 'α-硫丹', 'alpha-Endosulfan', '959-98-8', '硫丹I|硫丹Ⅰ|a-硫丹'],
  ['beta-endosulfan', 'β-硫丹', 'beta-Endosulfan', '33213-65-9', '硫丹II|硫丹Ⅱ|b-硫丹'],
  ['heptachlor', '七氯', 'Heptachlor', '76-44-8'],
  ['alpha-hch', 'α-六六六', 'alpha-HCH', '319-84-6', 'a-六六六|α-HCH|α-BHC|甲体六六六'],
  ['beta-hch', 'β-六六六', 'beta-HCH', '319-85-7', 'b-六六六|β-HCH|β-BHC|乙体六六六'],
  [
    'gamma-hch',
    'γ-六六六',
    'gamma-HCH',
    '58-89-9',
    'g-六六六|r-六六六|γ-HCH|γ-BHC|林丹|丙体六六六|γ-六六六(林丹)|lindane',
  ],
  ['delta-hch', 'δ-六六六', 'delta-HCH', '319-86-8', 'd-六六六|δ-HCH|δ-BHC|丁体六六六'],
  ['hexachlorobenzene', '六氯苯', 'Hexachlorobenzene', '118-74-1', 'HCB'],
  ['mirex', '灭蚁灵', 'Mirex', '2385-85-5'],
  ['2,4-d', '2,4-滴', '2,4-D', '94-75-7', '2,4-D'],
  ['carbofuran', '克百威', 'Carbofuran', '1563-66-2'],
  ['aldicarb', '涕灭威', 'Aldicarb', '116-06-3'],
  ['parathion-methyl', '甲基对硫磷', 'Parathion-methyl', '298-00-0'],
  ['malathion', '马拉硫磷', 'Malathion', '121-75-5'],
  ['chlorpyrifos', '毒死蜱', 'Chlorpyrifos', '2921-88-2'],
  ['chlorothalonil', '百菌清', 'Chlorothalonil', '1897-45-6'],
  ['glyphosate', '草甘膦', 'Glyphosate', '1071-83-6'],
  // persistent organics and mixtures
  [
    'dioxins',
    '二噁英类（总毒性当量）',
    'Dioxins (total TEQ)',
    null,
    '二噁英|二噁英类|二恶英|二恶英类|二噁英(TEQ)|二噁英类(总毒性当量)|PCDD/Fs',
  ],
  ['pbb', '多溴联苯（总量）', 'Polybrominated biphenyls (total)', null, '多溴联苯|PBBs'],
  [
    'tph-c10-c40',
    '石油烃（C10-C40）',
    'Petroleum hydrocarbons (C10–C40)',
    null,
    '石油烃C10-C40|石油烃(C10~C40)|TPH(C10-C40)|C10-C40|总石油烃(C10-C40)|TPH',
  ],
]

const congener = (n: number, cas: string | null = null): Row => [
  `pcb-${n}`,
  `PCB ${n}`,
  `PCB ${n}`,
  cas,
  `PCB-${n}|PCB${n}`,
]
ROWS.push(
  congener(28),
  congener(52),
  congener(77),
  congener(81),
  congener(101),
  congener(105),
  congener(114),
  congener(118),
  congener(123),
  ['pcb-126', "3,3',4,4',5-五氯联苯（PCB 126）", 'PCB 126', '57465-28-8', 'PCB126|PCB 126'],
  congener(138),
  congener(153),
  congener(156),
  congener(157),
  congener(167),
  ['pcb-169', "3,3',4,4',5,5'-六氯联苯（PCB 169）", 'PCB 169', '32774-16-6', 'PCB169|PCB 169'],
  congener(180),
  congener(189),
  congener(194),
  congener(206),
)

/** Sums that a laboratory may report as one figure. Members depend on the standard, so the standards name them. */
const SUMS: Row[] = [
  [
    'm-p-xylene',
    '间二甲苯+对二甲苯',
    'm-Xylene + p-Xylene',
    null,
    '间,对-二甲苯|间、对-二甲苯|间对二甲苯|间,对二甲苯|间、对二甲苯|间+对二甲苯|对,间二甲苯|对(间)二甲苯|间(对)二甲苯|m,p-xylene|对/间二甲苯|间/对二甲苯|间-二甲苯+对-二甲苯',
  ],
  ['xylenes', '二甲苯（总量）', 'Xylenes (total)', '1330-20-7', '二甲苯|二甲苯总量|总二甲苯'],
  ['1,2-dichloroethylene', '1,2-二氯乙烯', '1,2-Dichloroethylene (total)', '540-59-0', '1,2-二氯乙烯(总量)'],
  ['trichlorobenzenes', '三氯苯（总量）', 'Trichlorobenzenes (total)', '12002-48-1', '三氯苯|三氯苯总量'],
  ['chlordane', '氯丹', 'Chlordane', '12789-03-6', '氯丹(总量)|总氯丹'],
  ['ddt', '滴滴涕', 'DDT', null, 'DDT'],
  ['ddt-total', '滴滴涕总量', 'DDT (total)', null, '滴滴涕(总量)|总滴滴涕|DDTs|DDT总量|滴滴涕类'],
  ['hch-total', '六六六总量', 'HCH (total)', '608-73-1', '六六六(总量)|六六六|总六六六|HCHs|BHC|666'],
  ['endosulfan', '硫丹', 'Endosulfan', '115-29-7', '硫丹(总量)'],
  ['pcb-total', '多氯联苯（总量）', 'Polychlorinated biphenyls (total)', null, '多氯联苯|多氯联苯总量|PCBs|总多氯联苯'],
]

const PARAMETERS: Row[] = [
  ['ph', 'pH', 'pH', null, 'pH值|酸碱度|土壤pH'],
  ['moisture', '含水率', 'Moisture', null, '水分|含水量|干物质|干物质含量'],
  ['organic-matter', '有机质', 'Organic matter', null, 'SOM|有机质含量|有机碳|TOC|总有机碳'],
  ['cation-exchange', '阳离子交换量', 'Cation exchange capacity', null, 'CEC'],
  ['redox', '氧化还原电位', 'Redox potential', null, 'ORP|Eh'],
  ['conductivity', '电导率', 'Conductivity', null, 'EC'],
  ['dissolved-oxygen', '溶解氧', 'Dissolved oxygen', null, 'DO'],
  ['total-nitrogen', '总氮', 'Total nitrogen', null, 'TN|全氮'],
  ['total-phosphorus', '总磷', 'Total phosphorus', null, 'TP|全磷'],
]

const make =
  (kind: Substance['kind']) =>
  ([id, name, english, cas, aliases]: Row): Substance => ({
    id,
    name,
    english,
    cas,
    aliases: aliases ? aliases.split('|') : [],
    kind,
  })
export const SUBSTANCES: readonly Substance[] = [
  ...ROWS.map(make('substance')),
  ...SUMS.map(make('sum')),
  ...PARAMETERS.map(make('parameter')),
]

/** Folds what laboratories vary: width, case, brackets, hyphens, primes, spaces, the unit or method in trailing brackets stays. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s　_]/g, '')
    .replace(/[‐‑‒–—―−－]/g, '-')
    .replace(/[′’‘`´ʹ]/g, "'")
    .replace(/[【〔［[{(]/g, '(')
    .replace(/[】〕］\]})]/g, ')')
    .replace(/[，、;；]/g, ',')
    .replace(/[⁺＋]/g, '+')
    .replace(/[⁻]/g, '-')
    .replace(/µ/g, 'μ')
    .replace(/噁/g, '恶')
}

const INDEX = new Map<string, Substance>()
for (const s of SUBSTANCES) {
  for (const word of [s.id, s.name, s.english, s.cas, ...s.aliases]) {
    if (!word) continue
    const key = foldName(word)
    const taken = INDEX.get(key)
    // A declaration that means two things is a defect of the catalogue, found at start.
    if (taken && taken !== s) throw new Error(`物质名录：“${word}”同时指“${taken.name}”和“${s.name}”`)
    INDEX.set(key, s)
  }
}

/** A unit that stands inside the head: 镉(mg/kg), 镉 mg/kg, 镉/(mg·kg-1). */
const TRAILING_UNIT = /[,/]?\(?(?:[munp]?g|μg|ng|mg-teq|ng-teq)[/·]?(?:kg|l|g)(?:-1)?\)?$/

/** The substance a laboratory's word means; undefined where the catalogue does not know it. Never a guess by likeness. */
export function findSubstance(name: string): Substance | undefined {
  const key = foldName(name)
  return findFolded(key) ?? findFolded(key.replace(/(\d)\.(?=\d)/g, '$1,')) ?? countedAs(key)
}

/** 总砷(以As计): the words in brackets say nothing else than the name; 硝酸盐(以NO3计) would. */
function countedAs(key: string): Substance | undefined {
  const m = /^(.+)\(以([^()]+)计\)$/.exec(key)
  const found = m && findFolded(m[1]!)
  return found && findFolded(m[2]!) === found ? found : undefined
}

function findFolded(key: string): Substance | undefined {
  return (
    INDEX.get(key) ?? INDEX.get(key.replace(TRAILING_UNIT, '')) ?? INDEX.get(key.replace(/^土壤|^(?:soil|water)/, ''))
  )
}

export function getSubstance(id: string): Substance {
  const found = INDEX.get(foldName(id))
  if (!found) throw new Error(`物质名录没有“${id}”`)
  return found
}
