import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const FILES = { listFile: '分类清单', mapFile: '图件', reportFile: '技术报告', packageFile: '上传数据包' } as const

/** 类别划分成果: list, map, report and package made of the classes of one day, approved and uploaded with the platform's receipt. */
export const classResult = defineRegister({
  id: 'class-result',
  name: '耕地土壤环境质量类别划分成果',
  module: 'M05',
  basis: ['土壤污染防治法第四十九条', '农用地土壤环境质量类别划分技术指南（环办土壤〔2019〕53号）'],
  purpose: '由类别清单编制分类清单、图件、技术报告和上传数据包；审定后上传全国土壤环境信息平台，登记回执；定期更新。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    kind: f.choice('类别', ['首次划分', '定期更新', '阶段性调整'], { required: true, secrecy: 'public' }),
    compiledOn: f.day('编制日期', { past: true }),
    units: f.integer('评价单元数', { unit: '个', secrecy: 'public' }),
    unclassified: f.integer('没有生效类别的单元', { unit: '个' }),
    areas: f.rows('各类面积', {
      class: f.text('类别', { required: true }),
      units: f.integer('单元数', { required: true }),
      area: f.decimal('面积', { required: true, unit: '亩' }),
    }),
    listFile: f.files(FILES.listFile),
    mapFile: f.files(FILES.mapFile),
    reportFile: f.files(FILES.reportFile),
    packageFile: f.files(FILES.packageFile),
    approver: f.choice('审定机关', ['省级人民政府', '市级人民政府'], { required: true, secrecy: 'public' }),
    approval: f.text('审定文号', { secrecy: 'public' }),
    approvedOn: f.day('审定日期', { secrecy: 'public', past: true }),
    approvalFiles: f.files('审定文件'),
    platform: f.text('上传平台'),
    uploadedOn: f.day('上传日期', { past: true }),
    receipt: f.text('上传回执号'),
    receiptFiles: f.files('上传回执'),
    note: f.text('备注', { long: true }),
  },
  key: ['year', 'kind'],
  states: { draft: '编制中', reported: '已上报审定', approved: '已审定', uploaded: '已上传' },
  initial: 'draft',
  create: { by: ['农业农村@county', '农业农村@city'] },
  correct: { by: ['农业农村@county', '农业农村@city'], in: ['draft'] },
  transitions: {
    report: {
      label: '上报审定',
      from: ['draft'],
      to: 'reported',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(['listFile', 'mapFile', 'reportFile', 'packageFile'] as const).flatMap(key =>
          row[key].length > 0 ? [] : [{ where: key, message: `没有编制“${FILES[key]}”` }],
        ),
        ...((row.unclassified ?? 0) > 0
          ? [{ where: 'unclassified', message: `还有 ${row.unclassified} 个评价单元没有生效的类别` }]
          : []),
      ],
    },
    approve: {
      label: '审定',
      from: ['reported'],
      to: 'approved',
      by: ['政府@city', '政府@province', '农业农村@province'],
      duty: 'reviewer',
      asks: ['approval', 'approvedOn', 'approvalFiles'],
      needs: ['approval', 'approvedOn'],
      evidence: ['approvalFiles'],
      refuse: row =>
        row.approvedOn && row.compiledOn && row.approvedOn < row.compiledOn
          ? [{ where: 'approvedOn', message: `审定日期早于成果编制日期 ${row.compiledOn}` }]
          : [],
    },
    sendBack: {
      label: '退回重编',
      from: ['reported'],
      to: 'draft',
      by: ['政府@city', '政府@province', '农业农村@province'],
      duty: 'reviewer',
      reason: 'required',
    },
    upload: {
      label: '登记上传回执',
      from: ['approved'],
      to: 'uploaded',
      by: ['农业农村@county', '农业农村@city'],
      asks: ['platform', 'uploadedOn', 'receipt', 'receiptFiles'],
      needs: ['platform', 'uploadedOn', 'receipt'],
      evidence: ['receiptFiles'],
      refuse: row =>
        row.uploadedOn && row.approvedOn && row.uploadedOn < row.approvedOn
          ? [{ where: 'uploadedOn', message: `上传日期早于审定日期 ${row.approvedOn}` }]
          : [],
    },
  },
  duties: {
    upload: {
      label: '审定后上传土壤环境信息平台',
      clause: '农用地土壤环境质量类别划分技术指南',
      by: '县级农业农村部门',
      while: ['approved'],
      every: 'year',
      due: '12-31',
    },
    update: {
      label: '耕地类别清单和面积定期更新',
      clause: '土壤污染防治法第四十九条',
      by: '县级农业农村部门',
      while: ['uploaded'],
      after: { field: 'uploadedOn' },
      years: 1,
    },
  },
  publish: {
    fields: ['region', 'year', 'kind', 'units', 'approver', 'approval', 'approvedOn'],
    in: ['approved', 'uploaded'],
  },
  list: ['year', 'region', 'kind', 'units', 'compiledOn', 'approvedOn', 'uploadedOn', 'receipt', 'state'],
  filters: ['region', 'state', 'year', 'kind'],
  search: ['approval', 'receipt', 'note'],
  sort: '-year',
})
