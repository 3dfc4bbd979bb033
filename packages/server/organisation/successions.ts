/**
 * County-level codes that the package still carries beside their successors. Since 2021 the Ministry of Civil Affairs
 * prints its table once a year; `on` is the day the provincial government announced the change where we know it, and the
 * last day of the year whose table first shows the new code where we do not. `absorbed`: the successor bore its code
 * before and is no new place.
 */
export const SUCCESSIONS: readonly { code: string; successor: string; on: string; absorbed?: true; note: string }[] = [
  { code: '610322', successor: '610305', on: '2021-01-29', note: '凤翔县→凤翔区' },
  { code: '654223', successor: '654203', on: '2021-01-29', note: '沙湾县→沙湾市' },
  { code: '513425', successor: '513402', on: '2021-02-01', note: '会理县→会理市' },
  { code: '350681', successor: '350604', on: '2021-02-02', note: '龙海市→龙海区' },
  { code: '350625', successor: '350605', on: '2021-02-02', note: '长泰县→长泰区' },
  { code: '350427', successor: '350405', on: '2021-02-02', note: '沙县→沙县区' },
  { code: '350402', successor: '350404', on: '2021-02-02', note: '梅列区并入三元区' },
  { code: '350403', successor: '350404', on: '2021-02-02', note: '三元区（旧）→三元区' },
  { code: '410381', successor: '410307', on: '2021-03-18', note: '偃师市→偃师区' },
  { code: '410322', successor: '410308', on: '2021-03-18', note: '孟津县→孟津区' },
  { code: '410306', successor: '410308', on: '2021-03-18', note: '吉利区并入孟津区' },
  { code: '330103', successor: '330105', on: '2021-04-09', absorbed: true, note: '下城区并入拱墅区' },
  { code: '330104', successor: '330102', on: '2021-04-09', absorbed: true, note: '江干区并入上城区' },
  { code: '431121', successor: '431181', on: '2021-12-31', note: '祁阳县→祁阳市' },
  { code: '450127', successor: '450181', on: '2021-12-31', note: '横县→横州市' },
  { code: '520522', successor: '520581', on: '2021-12-31', note: '黔西县→黔西市' },
  { code: '532331', successor: '532302', on: '2021-12-31', note: '禄丰县→禄丰市' },
  { code: '610928', successor: '610981', on: '2021-12-31', note: '旬阳县→旬阳市' },
]
