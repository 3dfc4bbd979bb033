/**
 * Second transcription of GB 2762-2025 for what grows on land: read from the official file anew. `seenIn2022` marks the
 * rows a public database of the 2022 edition shows too. mg/kg, benzo[a]pyrene μg/kg; `dry` = stated by dry weight.
 */
import type { SourceKey } from './sources.ts'

export interface FoodLimit {
  pollutant: '铅' | '镉' | '总汞' | '甲基汞' | '总砷' | '无机砷' | '铬' | '苯并[a]芘'
  /** The printed line, shortened to the foods it names. */
  food: string
  limit: string
  dry?: true
  seenIn2022?: true
}

export const SEEN_IN: readonly SourceKey[] = ['food2025', 'food2022', 'knowledge']

const rows = (pollutant: FoodLimit['pollutant'], list: readonly (readonly [string, string, ('dry' | 'both')?])[]) =>
  list.map(
    ([food, limit, mark]): FoodLimit => ({
      pollutant,
      food,
      limit,
      ...(mark === 'dry' && { dry: true }),
      ...(mark === 'both' && { seenIn2022: true }),
    }),
  )

export const FOOD_LIMITS: readonly FoodLimit[] = [
  // 表1
  ...rows('铅', [
    ['谷物及其制品', '0.2'],
    ['新鲜蔬菜（芸薹类蔬菜、叶菜蔬菜、豆类蔬菜、生姜、薯类除外）', '0.1'],
    ['叶菜蔬菜', '0.3'],
    ['芸薹类蔬菜、豆类蔬菜、生姜、薯类', '0.2', 'both'],
    ['新鲜水果（蔓越莓、醋栗除外）', '0.1'],
    ['蔓越莓、醋栗', '0.2'],
    ['食用菌及其制品', '0.5'],
    ['双孢菇、平菇、香菇、榛蘑', '0.3'],
    ['牛肝菌、松茸、松露、青头菌、鸡枞、鸡油菌、多汁乳菇', '1.0'],
    ['木耳、银耳', '1.0', 'dry'],
    ['豆类', '0.2'],
    ['坚果及籽类', '0.2'],
    ['生咖啡豆及烘焙咖啡豆', '0.5'],
    ['茶叶', '5.0'],
    ['干菊花', '5.0'],
    ['苦丁茶', '2.0'],
  ]),
  // 表2
  ...rows('镉', [
    ['谷物（稻谷除外）', '0.1'],
    ['谷物碾磨加工品（糙米、大米除外）', '0.1'],
    ['稻谷、糙米、大米', '0.2'],
    ['新鲜蔬菜（叶菜蔬菜、豆类蔬菜、块根和块茎蔬菜、茎类蔬菜、黄花菜除外）', '0.05', 'both'],
    ['叶菜蔬菜', '0.2'],
    ['豆类蔬菜、块根和块茎蔬菜、茎类蔬菜（芹菜除外）', '0.1'],
    ['芹菜、黄花菜', '0.2'],
    ['新鲜水果', '0.05'],
    ['食用菌及其制品', '0.2'],
    ['香菇', '0.5'],
    ['羊肚菌、獐头菌、青头菌、鸡油菌、榛蘑', '0.6'],
    ['松茸、牛肝菌、鸡枞、多汁乳菇', '1.0'],
    ['松露、姬松茸', '2.0'],
    ['木耳、银耳', '0.5', 'dry'],
    ['豆类', '0.2'],
    ['花生', '0.5'],
  ]),
  // 表3
  ...rows('总汞', [
    ['稻谷、糙米、大米、玉米、小麦', '0.02'],
    ['新鲜蔬菜', '0.01', 'both'],
  ]),
  ...rows('甲基汞', [
    ['食用菌（木耳、银耳除外）', '0.1'],
    ['木耳、银耳', '0.1', 'dry'],
  ]),
  // 表4
  ...rows('总砷', [
    ['谷物（稻谷除外）', '0.5'],
    ['谷物碾磨加工品（糙米、大米除外）', '0.5'],
    ['新鲜蔬菜', '0.5', 'both'],
  ]),
  ...rows('无机砷', [
    ['稻谷', '0.35'],
    ['糙米', '0.35'],
    ['大米', '0.2'],
    ['食用菌（松茸、木耳、银耳除外）', '0.5'],
    ['松茸', '0.8'],
    ['木耳、银耳', '0.5', 'dry'],
  ]),
  // 表7
  ...rows('铬', [
    ['谷物', '1.0'],
    ['谷物碾磨加工品', '1.0'],
    ['新鲜蔬菜', '0.5', 'both'],
    ['豆类', '1.0'],
  ]),
  // 表9
  ...rows('苯并[a]芘', [['稻谷、糙米、大米、小麦、玉米', '2.0']]),
]
