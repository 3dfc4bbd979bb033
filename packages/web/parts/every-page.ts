import { t } from '../i18n/language.ts'

export interface PageOf<Row> {
  rows: readonly Row[]
  /** Of what is paged, which is not always what a page lists. */
  total: number
}

const SIZE = 500
/** What a workbook written in the browser holds with ease. */
export const MOST_ROWS = 50_000

/** A list the server pages, whole and in its order. @throws Error where it is longer than a workbook should be: never a part of it */
export async function everyPage<Row>(read: (page: number, size: number) => Promise<PageOf<Row>>): Promise<Row[]> {
  const all: Row[] = []
  for (let page = 1; ; page++) {
    const { rows, total } = await read(page, SIZE)
    if (total > MOST_ROWS)
      throw new Error(t('共 {total} 条，超过一次导出的上限 {most} 条，请先缩小范围', { total, most: MOST_ROWS }))
    all.push(...rows)
    if (page * SIZE >= total) return all
  }
}
