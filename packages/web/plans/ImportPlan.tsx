import { InboxOutlined } from '@ant-design/icons'
import type { DocumentChoice, ImportAnswer } from '@jingtu/programme/plan-views.ts'
import { Button, Checkbox, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { Progress } from '../parts/Progress.tsx'
import { RegionPicker } from '../parts/RegionPicker.tsx'
import { showBytes } from '../parts/show.ts'
import { api } from '../shell/api.ts'
import { queryClient, refreshPaths } from '../shell/query.ts'
import { useOwnRegion } from './own-region.ts'
import './plans.css'

type Stage =
  | { at: 'waiting' }
  | { at: 'sending'; file: File; share: number; stop: AbortController }
  | { at: 'refused'; file: File; error: unknown }
  | { at: 'choosing'; file: File; choose: DocumentChoice[] }
  | { at: 'done'; file: File; answer: ImportAnswer }

const ACCEPTED = '.docx,.doc,.pdf,.xlsx,.txt,.md,.html,.htm,.rtf,.odt,.wps'

/** Drop the file; what the machine reads is only a proposal until somebody has confirmed and published it. */
export default function ImportPlan(): ReactNode {
  const go = useNavigate()
  const own = useOwnRegion()
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null)
  const region = picked ?? own
  const [stage, setStage] = useState<Stage>({ at: 'waiting' })

  const send = async (file: File, documents?: string): Promise<void> => {
    if (!region) return
    const stop = new AbortController()
    setStage({ at: 'sending', file, share: 0, stop })
    try {
      const answer = await api.sendForm<ImportAnswer>(
        '/api/plans/import',
        { file, regionId: region.id, ...(documents ? { documents } : {}) },
        {
          signal: stop.signal,
          onProgress: share => setStage(now => (now.at === 'sending' ? { ...now, share } : now)),
        },
      )
      if (answer.choose) return setStage({ at: 'choosing', file, choose: answer.choose })
      await refreshPaths(queryClient, ['/api/plans'])
      const only = answer.plans.length === 1 ? answer.plans[0]! : null
      if (only && !only.existing && answer.warnings.length === 0) go(`/plans/${only.id}/review`)
      else setStage({ at: 'done', file, answer })
    } catch (error) {
      setStage(stop.signal.aborted ? { at: 'waiting' } : { at: 'refused', file, error })
    }
  }
  return (
    <>
      <PageHead
        title={t('导入计划')}
        trail={[{ label: t('计划'), to: '/plans' }]}
        note={t('读出来的都是草稿：逐条确认、发布以后才生效。')}
      />
      <div className="jp-import">
        <div className="jp-import-region">
          <label htmlFor="jp-region">{t('这是哪里的计划')}</label>
          <RegionPicker
            id="jp-region"
            value={region?.id ?? null}
            name={region?.name}
            onChange={(id, r) => setPicked(id && r ? { id, name: r.name } : null)}
          />
          <span className="jt-faint">{t('也可以导入上级的计划，用来核对本地任务是否覆盖。')}</span>
        </div>
        {stage.at === 'sending' ? (
          <div className="jt-card">
            <Progress
              title={
                stage.share < 1 ? t('正在上传 {name}', { name: stage.file.name }) : t('正在读出任务、单位、时限和目标')
              }
              {...(stage.share < 1 ? { share: stage.share } : {})}
              step={<span>{t('① 上传　② 取出文字　③ 读出任务和目标　④ 对应单位')}</span>}
              onCancel={() => stage.stop.abort()}
            />
          </div>
        ) : (
          <>
            {stage.at === 'refused' && <Problem error={stage.error} onRetry={() => void send(stage.file)} />}
            {stage.at === 'choosing' && (
              <Choose choose={stage.choose} onSend={documents => void send(stage.file, documents)} />
            )}
            {stage.at === 'done' && <Done answer={stage.answer} />}
            <Upload.Dragger
              className="jp-drop"
              accept={ACCEPTED}
              showUploadList={false}
              disabled={!region}
              beforeUpload={file => {
                void send(file)
                return false
              }}
            >
              <InboxOutlined />
              <p>
                <b>{stage.at === 'waiting' ? t('把计划拖到这里，或点击选择') : t('再导入一份')}</b>
              </p>
              <p className="jt-soft">
                {t('Word、带文字的 PDF、Excel 任务清单、网页或文本，最大 {size}', {
                  size: showBytes(50 * 1024 * 1024),
                })}
              </p>
            </Upload.Dragger>
          </>
        )}
      </div>
    </>
  )
}

function Choose({ choose, onSend }: { choose: DocumentChoice[]; onSend: (documents: string) => void }): ReactNode {
  const [chosen, setChosen] = useState<number[]>([])
  return (
    <section className="jt-card">
      <h2>{t('文件里有 {n} 篇计划，要导入哪几篇？', { n: choose.length })}</h2>
      <Checkbox.Group className="jp-choose" value={chosen} onChange={setChosen}>
        {choose.map(c => (
          <Checkbox key={c.index} value={c.index} disabled={c.tasks + c.targets === 0}>
            <b>{c.title || t('（没有标题）')}</b>
            <small>
              {[
                c.jurisdiction,
                c.year && t('{year}年', { year: c.year }),
                t('{n} 项任务', { n: c.tasks }),
                t('{n} 个目标', { n: c.targets }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </Checkbox>
        ))}
      </Checkbox.Group>
      <Button type="primary" disabled={chosen.length === 0} onClick={() => onSend(chosen.join(','))}>
        {t('导入所选 {n} 篇', { n: chosen.length })}
      </Button>
    </section>
  )
}

function Done({ answer }: { answer: ImportAnswer }): ReactNode {
  const go = useNavigate()
  return (
    <section className="jt-card" role="status">
      <h2>{answer.plans.every(p => p.existing) ? t('这份文件已经导入过') : t('已读入')}</h2>
      {answer.plans.map(p => (
        <div key={p.id} className="jp-imported">
          <span>
            <b>{p.title}</b>
            <small>
              {[
                t('{n} 项任务', { n: p.tasks }),
                t('{n} 个目标', { n: p.targets }),
                p.problems > 0 && t('{n} 处没有认出', { n: p.problems }),
                p.existing && t('没有重复写入'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
          <Button type="primary" onClick={() => go(p.state === 'draft' ? `/plans/${p.id}/review` : `/plans/${p.id}`)}>
            {p.state === 'draft' ? t('开始审核') : t('打开')}
          </Button>
        </div>
      ))}
      {answer.warnings.length > 0 && (
        <ul className="jt-reasons jt-at-risk">
          {answer.warnings.map(w => (
            <li key={w}>{w}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
