/** Note d of 表1: above the guide value of radioactivity (Ⅲ类), nuclides are analysed and evaluated. */
export const nuclideFlag = (substance: string, surely: number): string[] =>
  (substance === 'gross-alpha' || substance === 'gross-beta') && surely > 2 ? ['核素分析'] : []

/** The lists of members under 表2 are not verified. */
export const sumNote = '合计由组分相加，组分名单未与正式文本核对'
