/** Degrees from "108.366543", "108°21′59.55″E", "东经108°21'59.55\""; undefined where it is neither. */
export function readDegrees(text: string): number | undefined {
  const t = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(?:东经|北纬|西经|南纬|[EN])[:：]?/i, '')
    .replace(/[EN]$/i, '')
  if (/^[-+]?\d+(?:\.\d+)?°?$/.test(t)) return Number.parseFloat(t)
  const m = /^(\d{1,3})[°度](\d{1,2}(?:\.\d+)?)[′'’分](?:(\d{1,2}(?:\.\d+)?)(?:[″"”秒]|''|′′)?)?$/.exec(t)
  if (!m) return undefined
  const [minutes, seconds] = [Number(m[2]), Number(m[3] ?? 0)]
  return minutes < 60 && seconds < 60 ? Number(m[1]) + minutes / 60 + seconds / 3600 : undefined
}

/** Words that say the coordinates come from a shifted web map. */
export const SHIFTED_SYSTEM = /gcj-?0?2|bd-?0?9|火星|高德|腾讯|百度|谷歌中国|国测局/i

export const inChina = (longitude: number, latitude: number): boolean =>
  longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54
