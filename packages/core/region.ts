/**
 * The region tree is dated: codes change (横县 450127 became 横州 450181 in 2021), places do not. `id` never changes and is
 * what rows call home; `path` (/45/4501/450181/) follows the tree and is the only thing rights look at.
 */
export type RegionLevel = 'nation' | 'province' | 'city' | 'county' | 'township'

export interface RegionNode {
  id: string
  parent: string | null
  /** GB/T 2260 code; null for development zones and other nodes the state gives no code. */
  code: string | null
  name: string
  level: RegionLevel
  kind: 'administrative' | 'zone'
  path: string
  from: string | null
  until: string | null
  successor: string | null
}

export const REGION_LEVELS: Record<RegionLevel, string> = {
  nation: '国家',
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡镇级',
}

const ORDER: RegionLevel[] = ['nation', 'province', 'city', 'county', 'township']
export const isAbove = (a: RegionLevel, b: RegionLevel): boolean => ORDER.indexOf(a) < ORDER.indexOf(b)

/** Whether `inner` is `outer` or lies below it. Paths end in '/', so /45/ never contains /450/. */
export const contains = (outer: string, inner: string): boolean => inner.startsWith(outer)

/** Chinese name → the short form that plans use: 南宁市 → 南宁, 恭城瑶族自治县 → 恭城. */
export const shortPlaceName = (name: string): string => {
  // The place's own name is at least two characters and as short as what follows allows.
  const short =
    /^(.{2,}?)(?:(?:[\u4e00-\u9fff]{1,3}族)+自治)?(?:省|自治区|特别行政区|市|自治州|州|地区|盟|县|区|旗|林区|镇|乡|街道)$/.exec(
      name,
    )
  return short?.[1] ?? name
}
