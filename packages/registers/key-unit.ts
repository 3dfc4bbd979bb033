import { f } from '@jingtu/core/field.ts'
import { daysBetween } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CRITERIA, LIST_SOURCES } from './key-unit-selection.ts'

const daysLeftInYear = (day: string | null): number => (day === null ? 0 : daysBetween(day, `${day.slice(0, 4)}-12-31`))

/** 土壤污染重点监管单位: in the list of a year by a criterion; from then on it owes what 土壤污染防治法 21 and 22 ask. */
export const keyUnit = defineRegister({
  id: 'key-unit',
  name: '土壤污染重点监管单位',
  module: 'M10',
  subject: 'organisation',
  basis: ['土壤污染防治法第二十一条', '环境监管重点单位名录管理办法（生态环境部令第27号）'],
  purpose: '年度名录的制定、公示、公布与移出，以及各单位的法定义务。',
  fields: {
    criterion: f.choice('纳入条件', CRITERIA, { required: true, secrecy: 'public' }),
    ground: f.text('纳入理由', { required: true, secrecy: 'public', long: true }),
    sources: f.choices('名单来源', LIST_SOURCES),
    listedYear: f.integer('首次列入年度', { min: 2016, max: 2200, secrecy: 'public' }),
    announcedFrom: f.day('公示开始日期'),
    announcedTo: f.day('公示结束日期'),
    objections: f.text('公示意见及处理', { long: true }),
    publishedOn: f.day('公布日期', { secrecy: 'public', past: true }),
    removalReason: f.choice('移出理由', ['已关闭且土壤污染状况调查完成', '不再符合纳入条件']),
    removalFiles: f.files('移出依据'),
    permitTerms: f.choices('许可证已载明的义务', ['有毒有害物质排放报告', '隐患排查制度', '自行监测方案']),
    missingTerms: f.texts('许可证缺少的义务', { derived: true }),
    letterSignedOn: f.day('责任书签订日期', { past: true }),
    letter: f.files('责任书'),
    reports: f.rows('有毒有害物质排放报告', {
      year: f.integer('报告年度', { required: true, min: 2000, max: 2200 }),
      filedOn: f.day('报送日期', { required: true, past: true }),
      file: f.files('报告'),
      checkedOn: f.day('核查日期', { hint: '由生态环境部门填写', past: true }),
    }),
    monitorings: f.rows('自行监测', {
      on: f.day('采样日期', { required: true, past: true }),
      publishedAt: f.text('公开地址'),
      publishedOn: f.day('公开日期', { past: true }),
      report: f.files('监测报告'),
      exceeded: f.boolean('有超标'),
      checkedOn: f.day('核查日期', { hint: '由生态环境部门填写', past: true }),
    }),
    hazardChecks: f.rows('隐患排查', {
      on: f.day('完成日期', { required: true, past: true }),
      found: f.integer('隐患数', { required: true, min: 0, unit: '处' }),
      fixed: f.integer('已整改', { min: 0, unit: '处' }),
      report: f.files('排查报告'),
      checkedOn: f.day('核查日期', { hint: '由生态环境部门填写', past: true }),
    }),
    unchecked: f.integer('待核查的报送', { derived: true, unit: '件' }),
    lastHazardCheck: f.day('最近一次隐患排查', { derived: true }),
    openHazards: f.integer('未整改隐患', { derived: true, unit: '处' }),
    recheckBatch: f.text('回头看批次'),
    recheckedOn: f.day('回头看通过日期', { past: true }),
    hasRisk: f.boolean('危险废物集中利用处置单位', { hint: '每五年评估厂区及周边土壤' }),
    assessedOn: f.day('最近一次五年评估'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    announcedFrom: ['announced', 'listed'],
    announcedTo: ['announced', 'listed'],
    publishedOn: ['listed'],
    listedYear: ['listed'],
    removalReason: ['removed'],
  },
  check: row => [
    ...(row.announcedFrom && row.announcedTo && row.announcedTo < row.announcedFrom
      ? [{ where: 'announcedTo', message: '公示结束早于开始' }]
      : []),
    ...row.hazardChecks.flatMap((c, i) =>
      (c.fixed ?? 0) > c.found
        ? [{ where: `hazardChecks.${i}.fixed`, message: `“隐患排查”第${i + 1}行：已整改数超过隐患数` }]
        : [],
    ),
  ],
  derive: row => {
    const checks = row.hazardChecks.map(c => c.on).sort()
    return {
      missingTerms: ['有毒有害物质排放报告', '隐患排查制度', '自行监测方案'].filter(
        t => !(row.permitTerms as string[]).includes(t),
      ),
      unchecked: [...row.reports, ...row.monitorings, ...row.hazardChecks].filter(x => !x.checkedOn).length,
      lastHazardCheck: checks.at(-1) ?? null,
      openHazards: row.hazardChecks.reduce((n, c) => n + c.found - (c.fixed ?? 0), 0),
    }
  },
  states: { candidate: '拟列入', announced: '公示中', listed: '在册', removed: '已移出' },
  initial: 'candidate',
  ended: ['removed'],
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: {
    by: ['operator', '生态环境@county', '生态环境@city'],
    in: ['candidate', 'listed'],
    partyFields: ['reports', 'monitorings', 'hazardChecks'],
  },
  amend: { by: ['operator'], in: ['listed'], review: { by: ['生态环境@county', '生态环境@city'] } },
  transitions: {
    announce: {
      label: '公示',
      from: ['candidate'],
      to: 'announced',
      by: ['生态环境@city'],
      asks: ['announcedFrom', 'announcedTo'],
      needs: ['announcedFrom', 'announcedTo'],
    },
    publish: {
      label: '公布列入',
      from: ['announced'],
      to: 'listed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      asks: ['objections'],
      refuse: (row, { effective }) =>
        row.announcedTo && effective <= row.announcedTo
          ? [{ where: 'announcedTo', message: `公示要到 ${row.announcedTo} 结束` }]
          : [],
      sets: (row, { effective }) => ({
        publishedOn: effective,
        listedYear: row.listedYear ?? Number(effective.slice(0, 4)),
      }),
    },
    withdraw: {
      label: '不列入',
      from: ['candidate', 'announced'],
      to: 'removed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ removalReason: '不再符合纳入条件' as const }),
    },
    remove: {
      label: '移出名录',
      from: ['listed'],
      to: 'removed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      asks: ['removalReason', 'removalFiles'],
      needs: ['removalReason'],
      evidence: ['removalFiles'],
    },
    relist: {
      label: '重新拟列入',
      from: ['removed'],
      to: 'candidate',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      sets: () => ({ removalReason: null, removalFiles: [] }),
    },
  },
  duties: {
    toxicReport: {
      label: '报告上一年度有毒有害物质排放情况',
      clause: '土壤污染防治法第二十一条第二款第一项',
      by: '企业',
      while: ['listed'],
      every: 'year',
      due: '01-31',
      met: { rows: 'reports', on: 'filedOn' },
    },
    firstHazardCheck: {
      label: '首次土壤污染隐患排查（列入后一年内）',
      clause: '重点监管单位土壤污染隐患排查指南（试行）',
      by: '企业',
      while: ['listed'],
      when: row => !row.lastHazardCheck,
      after: { field: 'publishedOn' },
      years: 1,
    },
    newUnitYear: {
      label: '新列入单位当年完成一次隐患排查',
      clause: '年度计划（新纳入的重点监管单位本年度内开展）',
      by: '企业',
      while: ['listed'],
      when: row => !row.lastHazardCheck,
      after: { field: 'publishedOn' },
      days: row => daysLeftInYear(row.publishedOn),
    },
    hazardCheck: {
      label: '土壤污染隐患排查（三年一轮）',
      clause: '土壤污染防治法第二十一条第二款第二项',
      by: '企业',
      while: ['listed'],
      after: { field: 'lastHazardCheck' },
      years: 3,
    },
    selfMonitoring: {
      label: '年度自行监测',
      clause: '土壤污染防治法第二十一条第二款第三项；HJ 1209—2021',
      by: '企业',
      while: ['listed'],
      every: 'year',
      met: { rows: 'monitorings', on: 'on' },
    },
    disclosure: {
      label: '公开年度自行监测数据',
      clause: '土壤污染防治法第二十一条第三款；年度计划',
      by: '企业',
      while: ['listed'],
      every: 'year',
      met: { rows: 'monitorings', on: 'publishedOn' },
    },
    letter: {
      label: '签订土壤污染防治责任书',
      clause: '土壤污染防治行动计划',
      by: '县级人民政府',
      while: ['listed'],
      every: 'year',
      met: { field: 'letterSignedOn' },
    },
    assessment: {
      label: '危险废物集中利用处置单位五年土壤评估',
      clause: '地方土壤污染防治工作方案',
      by: '企业',
      while: ['listed'],
      when: row => row.hasRisk === true,
      after: { field: 'assessedOn' },
      years: 5,
    },
    // A unit nobody has assessed yet owes its first one as well.
    firstAssessment: {
      label: '危险废物集中利用处置单位首次土壤评估（列入后五年内）',
      clause: '地方土壤污染防治工作方案',
      by: '企业',
      while: ['listed'],
      when: row => row.hasRisk === true && !row.assessedOn,
      after: { field: 'publishedOn' },
      years: 5,
    },
    listUpdate: {
      label: '更新并公布年度名录',
      clause: '环境监管重点单位名录管理办法',
      by: '市级生态环境部门',
      while: ['candidate', 'announced'],
      every: 'year',
      due: '03-31',
    },
  },
  publish: { fields: ['subject', 'region', 'criterion', 'listedYear', 'publishedOn', 'state'], in: ['listed'] },
  list: ['subject', 'region', 'criterion', 'listedYear', 'lastHazardCheck', 'openHazards', 'state'],
  filters: ['region', 'state', 'criterion', 'listedYear', 'lastHazardCheck', 'recheckedOn', 'missingTerms'],
  search: ['ground', 'note'],
})
