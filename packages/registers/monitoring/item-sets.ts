/** What is usually asked for of a point, so that nobody has to pick substances one by one. Ids of the catalogue. */
export interface MonitoringItems {
  name: string
  /** Of which kinds of point it is offered first. */
  kinds: readonly string[]
  items: readonly string[]
  basis: string
}

export const MONITORING_ITEMS: readonly MonitoringItems[] = [
  {
    name: '重点重金属',
    kinds: ['土壤', '农田协同'],
    items: ['cadmium', 'mercury', 'arsenic', 'chromium', 'lead'],
    basis: '重点监测的五种重金属',
  },
  {
    name: '重点重金属兼顾铜镍锌',
    kinds: ['土壤', '农田协同', '底泥'],
    items: ['cadmium', 'mercury', 'arsenic', 'chromium', 'lead', 'copper', 'nickel', 'zinc'],
    basis: 'GB 15618-2018 表1 基本项目',
  },
  {
    name: '重点有机污染物',
    kinds: ['土壤'],
    items: ['hch-total', 'ddt-total', 'benzo-a-pyrene', 'tph-c10-c40'],
    basis: '六六六、滴滴涕、多环芳烃、石油烃',
  },
]

/** What a new point of a kind is asked for, where nobody says otherwise. */
export const defaultItemsOf = (kind: string | null | undefined): string[] => [
  ...(MONITORING_ITEMS.find(s => kind != null && s.kinds.includes(kind))?.items ?? []),
]
