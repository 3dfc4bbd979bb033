/**
 * Kinds of food, from the most specific to the widest, after Appendix A of GB 2762. `crops` are the words of the field for
 * it; the standard does not print them all, so the reading of a word is ours and a finding names the kind.
 */
export interface Food {
  kinds: readonly string[]
  crops: RegExp
  note?: string
}

const cereal = (...own: string[]): string[] => [...own, '谷物', '谷物及其制品']
const milled = (...own: string[]): string[] => [...own, '谷物碾磨加工品', '谷物及其制品']
const vegetable = (...own: string[]): string[] => [...own, '新鲜蔬菜']
const root = (...own: string[]): string[] => vegetable(...own, '块根和块茎蔬菜')
const mushroom = (own: string): string[] => [own, '食用菌及其制品']
const named = (word: string): Food => ({ kinds: mushroom(word), crops: new RegExp(word) })

/** The first that fits is meant: products before their crop, special kinds before wide ones. */
export const FOODS: readonly Food[] = [
  { kinds: ['麦片', '谷物及其制品'], crops: /麦片/ },
  { kinds: ['面筋', '谷物及其制品'], crops: /面筋/ },
  { kinds: milled('小麦粉'), crops: /小麦粉|面粉|wheat flour/i },
  { kinds: milled('玉米粉'), crops: /玉米粉|玉米糁|玉米渣/ },
  { kinds: milled('糙米'), crops: /糙米|brown rice/i },
  { kinds: milled('大米'), crops: /大米|精米|白米|米粉|white rice/i },
  { kinds: cereal('稻谷'), crops: /稻谷|水稻|早稻|中稻|晚稻|籼稻|粳稻|稻子|paddy|^rice$/i, note: '稻谷以糙米计' },
  { kinds: cereal('玉米'), crops: /玉米|maize|corn/i },
  { kinds: cereal('小麦'), crops: /小麦|wheat/i },
  { kinds: cereal(), crops: /大麦|青稞|高粱|谷子|小米|粟|黑麦|燕麦|荞麦|糜子|barley|sorghum|oat/i },
  { kinds: ['酱腌菜', '蔬菜制品'], crops: /酱腌菜|腌菜|咸菜|泡菜|酱菜/ },
  { kinds: ['干制蔬菜', '蔬菜制品'], crops: /干制蔬菜|脱水蔬菜|干菜|干辣椒|笋干/ },
  { kinds: ['蔬菜制品'], crops: /蔬菜制品/ },
  { kinds: ['油脂及其制品'], crops: /油脂|食用油|菜籽油|花生油|豆油/ },
  { kinds: ['豆浆', '豆类制品'], crops: /豆浆/ },
  { kinds: ['豆类制品'], crops: /豆类制品|豆腐|豆制品/ },
  { kinds: ['花生', '坚果及籽类'], crops: /花生|peanut/i },
  { kinds: ['咖啡豆', '坚果及籽类'], crops: /咖啡豆/ },
  { kinds: ['坚果及籽类'], crops: /油菜籽|菜籽|芝麻|葵花籽|向日葵|核桃|板栗|坚果|籽类/ },
  { kinds: ['苦丁茶'], crops: /苦丁茶/ },
  { kinds: ['干菊花'], crops: /菊花/ },
  { kinds: ['食用菌及其制品'], crops: /茶树菇/ },
  { kinds: ['茶叶'], crops: /茶|tea/i },
  { kinds: mushroom('木耳'), crops: /木耳/ },
  { kinds: mushroom('银耳'), crops: /银耳/ },
  ...[
    '双孢菇',
    '平菇',
    '香菇',
    '榛蘑',
    '牛肝菌',
    '松茸',
    '松露',
    '青头菌',
    '鸡枞',
    '鸡油菌',
    '多汁乳菇',
    '羊肚菌',
    '獐头菌',
    '姬松茸',
  ]
    .sort((a, b) => b.length - a.length)
    .map(named),
  { kinds: ['食用菌及其制品'], crops: /食用菌|蘑菇|金针菇|杏鲍菇/ },
  { kinds: ['果酱', '水果及其制品'], crops: /果酱/ },
  { kinds: ['蜜饯', '水果及其制品'], crops: /蜜饯/ },
  { kinds: ['水果干类', '水果及其制品'], crops: /水果干|果干|葡萄干/ },
  { kinds: ['水果制品'], crops: /水果制品/ },
  { kinds: ['蔓越莓', '新鲜水果'], crops: /蔓越莓/ },
  { kinds: ['醋栗', '新鲜水果'], crops: /醋栗/ },
  { kinds: vegetable('芹菜', '茎类蔬菜'), crops: /芹菜|celery/i, note: '芹菜按茎类蔬菜' },
  { kinds: vegetable('黄花菜'), crops: /黄花菜/ },
  { kinds: vegetable('叶菜蔬菜'), crops: /薯叶|薯尖|芋叶/ },
  { kinds: root('生姜'), crops: /生姜|姜|ginger/i },
  { kinds: root('薯类'), crops: /马铃薯|土豆|甘薯|红薯|番薯|地瓜|芋|山药|木薯|薯|potato|taro|yam/i },
  { kinds: root(), crops: /萝卜|牛蒡|甜菜|块根|块茎|carrot|radish/i },
  { kinds: vegetable('豆类蔬菜'), crops: /豇豆|菜豆|四季豆|豆角|毛豆|扁豆|荷兰豆|豌豆荚|刀豆|豆类蔬菜|green bean/i },
  {
    kinds: vegetable('叶菜蔬菜'),
    crops:
      /菠菜|白菜|青菜|生菜|空心菜|蕹菜|油麦菜|苋菜|茼蒿|油菜|叶用?芥菜|芥菜|莜麦菜|香菜|芫荽|叶菜|spinach|lettuce|leafy/i,
  },
  {
    kinds: vegetable('芸薹类蔬菜'),
    crops: /甘蓝|花椰菜|花菜|西兰花|青花菜|卷心菜|包菜|圆白菜|芥蓝|菜心|菜薹|芸薹|cabbage|broccoli|cauliflower/i,
  },
  { kinds: vegetable('茎类蔬菜'), crops: /莴笋|莴苣笋|芦笋|茎用|茎类|asparagus/i },
  {
    kinds: vegetable(),
    crops:
      /番茄|西红柿|辣椒|青椒|甜椒|茄子|黄瓜|南瓜|冬瓜|丝瓜|苦瓜|西葫芦|葱|蒜|洋葱|莲藕|茭白|豆芽|竹笋|秋葵|其他新鲜蔬菜|tomato|pepper|eggplant|cucumber|onion|garlic/i,
  },
  { kinds: ['豆类'], crops: /大豆|黄豆|绿豆|红豆|黑豆|蚕豆|豌豆|干豆|豆类|soy|bean/i },
  {
    kinds: ['新鲜水果'],
    crops:
      /苹果|柑橘|柑桔|橘|橙|柚|葡萄|梨|桃|李|杏|枣|香蕉|芒果|荔枝|龙眼|草莓|菠萝|西瓜|甜瓜|樱桃|猕猴桃|甘蔗|柿|石榴|水果|apple|grape|orange|pear|peach|fruit/i,
  },
]

const has =
  (kind: string) =>
  (f: Food): boolean =>
    f.kinds.includes(kind)
const isOtherVegetable = (f: Food): boolean => f.kinds[0] === '新鲜蔬菜'

/** Words for a whole group, and those that tables file under different kinds, leave the kinds open. */
const GROUPS: readonly [RegExp, (f: Food) => boolean][] = [
  [/^(?:新鲜)?蔬菜(?:类)?$|^菜$|^vegetables?$/i, has('新鲜蔬菜')],
  [/^(?:谷物|粮食|粮食作物|谷类)$|^cereals?$|^grains?$/i, has('谷物')],
  [/^(?:稻米|米)$/, f => has('糙米')(f) || has('大米')(f)],
  [/韭菜|青蒜|蒜苗/, f => isOtherVegetable(f) || f.kinds[0] === '叶菜蔬菜'],
  [/^(?:食用菌|菌类)$/, has('食用菌及其制品')],
]

/** The kinds a crop's name can mean: one where it is known, several for a group, none for a word nobody knows. */
export function foodsOf(crop: string | undefined): Food[] {
  const word = crop?.normalize('NFKC').trim() ?? ''
  if (word === '') return []
  const group = GROUPS.find(([pattern]) => pattern.test(word))?.[1]
  if (group) return FOODS.filter(group)
  const found = FOODS.find(f => f.crops.test(word) || f.kinds[0] === word)
  return found ? [found] : []
}
