import {
  type BarredExpert,
  type ExpertReview,
  expertReviewRecord,
  type InvitedExpert,
} from '@jingtu/programme/expert-review.ts'
import type { ExpertCandidate } from '@jingtu/server/meetings/views.ts'
import type { RowRights } from '@jingtu/server/records/views.ts'
import { Button, Checkbox, Skeleton, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { FieldForm } from '../parts/FieldForm.tsx'
import { FieldView } from '../parts/FieldView.tsx'
import { Problem } from '../parts/Problem.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'

export type ReviewRow = ExpertReview & RowRights
const REFRESH = ['/api/expert-reviews', '/api/records/expert-review']
const FIELDS = ['reviewed', 'fieldsNeeded', 'needed', 'heldOn', 'conclusion', 'files']

/** One review: choose the experts, then write down what they said. */
export function ExpertReviewSheet({
  review,
  onClose,
}: {
  review: ReviewRow | undefined
  onClose: () => void
}): ReactNode {
  return (
    <SideSheet wide open={review !== undefined} title={review?.title} onClose={onClose}>
      {review && <Content key={`${review.id} ${review.version}`} review={review} />}
    </SideSheet>
  )
}

function Content({ review }: { review: ReviewRow }): ReactNode {
  const today = useToday()
  const { ask, dialog } = useReason()
  const [holding, setHolding] = useState(false)
  const move = useWrite(
    ({ name, reason, values }: { name: string; reason?: string; values?: object }, key) =>
      api.post(`/api/expert-reviews/${review.id}/moves/${name}`, { reason, values }, { key }),
    { refresh: REFRESH, done: t('已办理'), quiet: true, onDone: () => setHolding(false) },
  )
  const withReason = async (name: 'choose' | 'cancel'): Promise<void> => {
    const { label } = expertReviewRecord.transitions[name]
    const reason = await ask({ title: t(label), ok: t(label), required: true, danger: name === 'cancel' })
    if (reason !== undefined) move.mutate({ name, reason })
  }
  if (holding)
    return (
      <FieldForm
        kind={expertReviewRecord}
        fields={['heldOn', 'conclusion', 'files']}
        values={{ heldOn: review.heldOn ?? today }}
        required={['heldOn', 'conclusion']}
        long={['conclusion']}
        submit={t('记录评审')}
        busy={move.isPending}
        error={move.error}
        onSubmit={values => move.mutate({ name: 'hold', values })}
        onCancel={() => setHolding(false)}
      />
    )
  return (
    <>
      {dialog}
      {move.error && <Problem error={move.error} />}
      <FieldView kind={expertReviewRecord} fields={FIELDS} row={review} brief />
      {review.state === 'planned' && review.moves.includes('convene') ? (
        <Choose review={review} busy={move.isPending} onConvene={values => move.mutate({ name: 'convene', values })} />
      ) : (
        <Chosen review={review} />
      )}
      <Space className="jt-below">
        {review.moves.includes('hold') && (
          <Button type="primary" onClick={() => setHolding(true)}>
            {t('记录评审')}
          </Button>
        )}
        {review.moves.includes('choose') && <Button onClick={() => void withReason('choose')}>{t('重选专家')}</Button>}
        {review.moves.includes('cancel') && (
          <Button danger onClick={() => void withReason('cancel')}>
            {t('取消评审')}
          </Button>
        )}
      </Space>
      <h3>{t('变动')}</h3>
      <RecordTimeline kind={expertReviewRecord} id={review.id} />
    </>
  )
}

const keyOf = (e: { name: string; unitName: string }): string => `${e.name} ${e.unitName}`

function Choose({
  review,
  busy,
  onConvene,
}: {
  review: ReviewRow
  busy: boolean
  onConvene: (values: { experts: InvitedExpert[]; barred: BarredExpert[] }) => void
}): ReactNode {
  const asked = useGet<List<ExpertCandidate>>(`/api/expert-reviews/${review.id}/candidates`)
  const { ask, dialog } = useReason()
  const [chosen, setChosen] = useState<Record<string, boolean>>(() =>
    Object.fromEntries((review.experts ?? []).map(e => [keyOf(e), e.noConflict])),
  )
  const [barred, setBarred] = useState<BarredExpert[]>(review.barred ?? [])
  if (asked.error) return <Problem error={asked.error} />
  if (!asked.data) return <Skeleton active />
  const { rows } = asked.data
  if (rows.length === 0)
    return <EmptyState compact title={t('专家库里还没有专家')} how={t('到“工作组”的专家委员会里填入专家。')} />
  const away = (e: ExpertCandidate): string | null => e.barred ?? barred.find(b => keyOf(b) === keyOf(e))?.why ?? null
  const picked = rows.filter(e => keyOf(e) in chosen && away(e) === null)
  const covered = new Set(picked.flatMap(e => e.covers))
  const lacking = review.fieldsNeeded.filter(x => !covered.has(x))
  const stay = async (e: ExpertCandidate): Promise<void> => {
    const why = await ask({
      title: t('“{name}”回避', { name: e.name }),
      ok: t('回避'),
      required: true,
      usual: [t('三年内为被评审单位提供过服务'), t('与被评审单位负责人有亲属关系'), t('本人提出回避')],
    })
    if (why !== undefined) setBarred(now => [...now, { name: e.name, unitName: e.unitName, why }])
  }
  return (
    <>
      {dialog}
      <h3>{t('选择专家')}</h3>
      <p className={lacking.length > 0 || picked.length !== review.needed ? 'jt-at-risk' : 'jt-met'} role="status">
        {t('已选 {count} 名，需要 {needed} 名', { count: picked.length, needed: review.needed })}
        {lacking.length > 0 && `，${t('还缺专业：{fields}', { fields: lacking.join(t('、')) })}`}
      </p>
      <table className="jm-table">
        <thead>
          <tr>
            <th>{t('选')}</th>
            <th>{t('姓名')}</th>
            <th>{t('单位')}</th>
            <th>{t('专业')}</th>
            <th>{t('一年内评审')}</th>
            <th>{t('无利害关系')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(e => {
            const key = keyOf(e)
            const why = away(e)
            return (
              <tr key={key} className={why ? 'jt-faint' : undefined}>
                <td>
                  <Checkbox
                    aria-label={t('选择{name}', { name: e.name })}
                    disabled={why !== null}
                    checked={why === null && key in chosen}
                    onChange={x =>
                      setChosen(({ [key]: _, ...rest }) => (x.target.checked ? { ...rest, [key]: false } : rest))
                    }
                  />
                </td>
                <td>
                  <b>{e.name}</b>
                </td>
                <td>{e.unitName}</td>
                <td>
                  {e.field}
                  {e.covers.length > 0 && <span className="jt-met"> ●</span>}
                </td>
                <td>{t('{count} 次', { count: e.asked })}</td>
                <td>
                  {why !== null ? (
                    <span className="jt-at-risk">▲ {why}</span>
                  ) : key in chosen ? (
                    <Space>
                      <Checkbox
                        checked={chosen[key]}
                        onChange={x => setChosen(now => ({ ...now, [key]: x.target.checked }))}
                      >
                        {t('本人已确认')}
                      </Checkbox>
                      <button type="button" className="jt-link" onClick={() => void stay(e)}>
                        {t('回避')}
                      </button>
                    </Space>
                  ) : (
                    <button type="button" className="jt-link" onClick={() => void stay(e)}>
                      {t('回避')}
                    </button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Button
        className="jt-below"
        type="primary"
        disabled={picked.length === 0}
        loading={busy}
        onClick={() =>
          onConvene({
            experts: picked.map(({ name, unitName, field }) => ({
              name,
              unitName,
              field,
              noConflict: chosen[keyOf({ name, unitName })] === true,
            })),
            barred,
          })
        }
      >
        {t('确定专家')}
      </Button>
    </>
  )
}

function Chosen({ review }: { review: ReviewRow }): ReactNode {
  return (
    <>
      <h3>{t('评审专家')}</h3>
      <table className="jm-table">
        <tbody>
          {(review.experts ?? []).map(e => (
            <tr key={keyOf(e)}>
              <td>
                <b>{e.name}</b>
              </td>
              <td>{e.unitName}</td>
              <td>{e.field}</td>
              <td className="jt-met">● {t('无利害关系')}</td>
            </tr>
          ))}
          {(review.barred ?? []).map(b => (
            <tr key={`barred ${keyOf(b)}`} className="jt-faint">
              <td>{b.name}</td>
              <td>{b.unitName}</td>
              <td colSpan={2}>{t('回避：{why}', { why: b.why })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
