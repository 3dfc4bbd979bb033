import { FileExcelOutlined, InboxOutlined, PrinterOutlined } from '@ant-design/icons'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { findStandard } from '@jingtu/standards/index.ts'
import { VERDICTS } from '@jingtu/standards/judgement.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import { Alert, App, Button, Tag, Upload } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { exceedanceTable, verdictCounts } from '../charts/exceedance.ts'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { Progress } from '../parts/Progress.tsx'
import { useVisitor } from '../shell/session.tsx'
import { Conditions } from './Conditions.tsx'
import { EXAMPLES, exampleFile } from './examples.ts'
import { conditionsLine, exportScreening } from './export-screening.ts'
import { ScreeningResult } from './ScreeningResult.tsx'
import { useScreening } from './use-screening.ts'
import './screening.css'

/** A file of results against a standard, without sign-in. Reading and judging happen here: the file is sent nowhere. */
export default function ScreenPage(): ReactNode {
  const visitor = useVisitor()
  const { message } = App.useApp()
  const screening = useScreening()
  const { file, judgements, progress, reasons, judge } = screening
  const [standard, setStandard] = useState<string | null>(null)
  const [options, setOptions] = useState<AssessOptions>({})
  const [exporting, setExporting] = useState(false)
  const chosen = standard ?? file?.suggested ?? null
  // A visitor has no session that would say the server's day; samples without a date of their own take this one.
  const today = visitor?.today ?? dayInShanghai(new Date())

  useEffect(() => {
    if (file && chosen) judge(chosen, { on: today, ...options })
  }, [file, chosen, options, today, judge])

  const target = chosen?.startsWith('GB/T 14848') ? options.target : undefined
  const table = useMemo(() => (judgements ? exceedanceTable(judgements, target) : null), [judgements, target])
  const number = chosen ? findStandard(chosen)?.number : undefined
  const counts = useMemo(
    () => (judgements && number ? verdictCounts(judgements, [...VERDICTS[number]].reverse()) : []),
    [judgements, number],
  )

  const read = (dropped: File, example = false): void => {
    setStandard(null)
    setOptions({})
    screening.read(dropped, example)
  }
  const save = async (): Promise<void> => {
    if (!file || !judgements || !table || !chosen) return
    setExporting(true)
    try {
      await exportScreening({ file, standard: chosen, options: { on: today, ...options }, judgements, table })
    } catch (error) {
      message.error(`${t('没有导出成')}：${error instanceof Error ? error.message : String(error)}`)
    } finally {
      setExporting(false)
    }
  }
  return (
    <>
      <PageHead
        title={t('检测数据评价')}
        aside={file?.example && <Tag color="warning">{t('模拟数据')}</Tag>}
        note={t('文件只在您的浏览器里读取和评价，不上传。')}
        {...(judgements
          ? {
              next: {
                label: t('导出 Excel'),
                icon: <FileExcelOutlined />,
                busy: exporting,
                onClick: () => void save(),
              },
              steps: [
                { label: t('打印'), icon: <PrinterOutlined />, onClick: () => print() },
                { label: t('换一份文件'), onClick: screening.clear },
              ],
            }
          : {})}
      />
      {!file && !progress && (
        <>
          {reasons && (
            <Alert
              className="jt-problem"
              type="error"
              showIcon
              title={t('读不了这份文件')}
              description={<Reasons reasons={reasons} />}
            />
          )}
          <Upload.Dragger
            className="jn-drop"
            accept=".xlsx,.csv,.txt,.tsv"
            showUploadList={false}
            beforeUpload={dropped => {
              read(dropped)
              return false
            }}
          >
            <InboxOutlined />
            <p>
              <b>{t('把检测结果拖到这里，或点击选择')}</b>
            </p>
            <p className="jt-soft">{t('Excel（.xlsx）或 CSV；每行一个结果，或每行一个样品、每列一个项目。')}</p>
          </Upload.Dragger>
          <p className="jn-examples">
            <span className="jt-soft">{t('没有文件？用模拟数据试一试：')}</span>
            {EXAMPLES.map(example => (
              <Button key={example.key} size="small" onClick={() => read(exampleFile(example), true)}>
                {t(example.label)}
              </Button>
            ))}
          </p>
        </>
      )}
      {!file && progress && (
        <div className="jt-card">
          <Progress title={t('正在读取文件')} onCancel={screening.clear} />
        </div>
      )}
      {file && (
        <>
          <section className="jt-card jt-card-above jn-file">
            <p className="jn-file-name">
              <b>{file.name}</b>
              <span className="jt-soft">
                {t('{samples} 个样品，{results} 个结果', { samples: file.samples, results: file.results })}
                {file.hidden.length > 0 && `　${t('隐藏的工作表没有读：{names}', { names: file.hidden.join('、') })}`}
              </span>
            </p>
            <p className="jn-printed">
              {chosen}　{today}　{conditionsLine(options)}
            </p>
            <Conditions standard={chosen!} options={options} onStandard={setStandard} onOptions={setOptions} />
          </section>
          {reasons && <Alert type="error" showIcon title={t('不能评价')} description={<Reasons reasons={reasons} />} />}
          {progress && !judgements && (
            <div className="jt-card">
              <Progress
                title={t('正在评价')}
                share={progress.total ? progress.done / progress.total : 0}
                onCancel={screening.clear}
              />
            </div>
          )}
          {judgements && table && (
            <>
              <ul className="jn-counts" aria-label={t('结论')}>
                {counts.map(c => (
                  <li key={c.verdict}>
                    <VerdictTag verdict={c.verdict} target={target} />
                    <b>{c.count}</b>
                  </li>
                ))}
              </ul>
              <ScreeningResult judgements={judgements} table={table} problems={file.problems} target={target} />
            </>
          )}
        </>
      )}
    </>
  )
}

const Reasons = ({ reasons }: { reasons: string[] }): ReactNode => (
  <ul className="jt-reasons">
    {reasons.map(reason => (
      <li key={reason}>{reason}</li>
    ))}
  </ul>
)
