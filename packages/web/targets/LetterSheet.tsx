import { FileWordOutlined } from '@ant-design/icons'
import { type LetterItem, letterRecord } from '@jingtu/programme/organisation.ts'
import type { LetterRow, TargetRow } from '@jingtu/server/targets/views.ts'
import { App, Button, Space, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import type { InputProps } from '../parts/FieldForm.tsx'
import { FieldForm } from '../parts/FieldForm.tsx'
import { FieldView } from '../parts/FieldView.tsx'
import { FileList } from '../parts/FileList.tsx'
import { showProblem } from '../parts/Problem.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { Figure } from './Matrix.tsx'
import { TargetLight } from './TargetLight.tsx'

const REFRESH = ['/api/letters', '/api/records/letter']

/** One letter: its lines with how they stand today, the Word file, and the next move. */
export function LetterSheet({ letter, onClose }: { letter: LetterRow | undefined; onClose: () => void }): ReactNode {
  return (
    <SideSheet
      wide
      open={letter !== undefined}
      title={letter && t('{unit}目标责任书', { unit: letter.partyBName })}
      extra={letter && <RecordState kind={letterRecord} state={letter.state} />}
      onClose={onClose}
    >
      {letter && <Content key={`${letter.id} ${letter.version}`} letter={letter} />}
    </SideSheet>
  )
}

function Content({ letter }: { letter: LetterRow }): ReactNode {
  const { modal } = App.useApp()
  const [doing, setDoing] = useState<'sign' | 'assess' | null>(null)
  const redraft = useWrite(
    (_: undefined, key) => api.post('/api/letters', { plan: letter.plan, units: [letter.partyB] }, { key }),
    { refresh: REFRESH, done: t('已按计划的现状重新生成') },
  )
  const download = (): void => {
    api.download(`/api/files/${letter.document}?download`).catch(error => showProblem(modal, error, t('没有下载成')))
  }
  const names = {
    [letter.plan]: letter.planTitle,
    [letter.partyA]: letter.partyAName,
    [letter.partyB]: letter.partyBName,
    [letter.regionId]: letter.regionName,
  }
  const about = (
    <>
      <FieldView
        kind={letterRecord}
        fields={['partyA', 'partyB', 'issuingNumber', 'signedOn', 'conclusion']}
        row={letter}
        labels={{
          partyA: { [letter.partyA]: letter.partyAName },
          partyB: { [letter.partyB]: letter.partyBName },
        }}
        brief
      />
      <dl className="jt-view">
        <div>
          <dt>{t('依据')}</dt>
          <dd>
            <Link to={`/plans/${letter.plan}`}>{letter.planTitle}</Link>
          </dd>
        </div>
        {letter.signedFile && (
          <div>
            <dt>{t('签订件')}</dt>
            <dd>
              <FileList hashes={[letter.signedFile]} />
            </dd>
          </div>
        )}
      </dl>
      <Space wrap className="jg-do">
        {letter.can.sign && (
          <Button type="primary" onClick={() => setDoing('sign')}>
            {t('登记签订')}
          </Button>
        )}
        {letter.can.assess && (
          <Button type="primary" onClick={() => setDoing('assess')}>
            {t('登记考核结论')}
          </Button>
        )}
        {letter.document && (
          <Button icon={<FileWordOutlined />} onClick={download}>
            {t('下载 Word')}
          </Button>
        )}
        {letter.can.redraft && (
          <Button loading={redraft.isPending} onClick={() => redraft.mutate(undefined)}>
            {t('重新生成')}
          </Button>
        )}
      </Space>
      {doing && <MoveForm letter={letter} move={doing} onDone={() => setDoing(null)} />}
      <Items letter={letter} />
    </>
  )
  return (
    <Tabs
      items={[
        { key: 'about', label: t('内容'), children: about },
        {
          key: 'history',
          label: t('变动'),
          children: <RecordTimeline kind={letterRecord} id={letter.id} names={names} />,
        },
      ]}
    />
  )
}

/** The lines of the letter; beside each target how it stands in the party's region now. */
function Items({ letter }: { letter: LetterRow }): ReactNode {
  const asked = useGet<List<TargetRow>>('/api/targets', { plan: letter.plan })
  const standing = (id: string) => {
    const row = asked.data?.rows.find(r => r.target.id === id)
    const cell = row && [...row.regions, row.overall].find(c => c.regionId === letter.regionId)
    return row && cell ? { row, cell } : undefined
  }
  const items = letter.items ?? []
  const part = (title: string, rows: LetterItem[], draw: (item: LetterItem) => ReactNode): ReactNode =>
    rows.length > 0 && (
      <>
        <h3>{title}</h3>
        <table className="jg-items">
          <tbody>
            {rows.map((item, i) => (
              <tr key={item.target ?? item.task ?? item.text}>
                <td className="jt-faint">{i + 1}</td>
                {draw(item)}
              </tr>
            ))}
          </tbody>
        </table>
      </>
    )
  return (
    <>
      {part(
        t('目标'),
        items.filter(i => i.target),
        item => {
          const now = standing(item.target!)
          return (
            <>
              <td>
                <Link to={`/targets/${item.target}?region=${letter.regionId}`}>{item.text}</Link>
              </td>
              <td>{item.requirement}</td>
              <td className="jt-soft">{item.by}</td>
              <td className="jg-standing">
                {now && <Figure cell={now.cell} row={now.row} />}{' '}
                {now && <TargetLight status={now.cell.finding.status} why={now.cell.finding.why} />}
              </td>
            </>
          )
        },
      )}
      {part(
        t('任务'),
        items.filter(i => i.task),
        item => (
          <>
            <td>
              <Link to={`/plans/${letter.plan}?tab=text&task=${item.task}`}>{item.text}</Link>
            </td>
            <td>{item.requirement}</td>
            <td className="jt-soft">{item.by}</td>
            <td />
          </>
        ),
      )}
    </>
  )
}

const FIELDS = { sign: ['signedOn', 'issuingNumber', 'signedFile'], assess: ['conclusion'] } as const

function MoveForm({
  letter,
  move,
  onDone,
}: {
  letter: LetterRow
  move: 'sign' | 'assess'
  onDone: () => void
}): ReactNode {
  const today = useToday()
  const send = useWrite(
    (values: Record<string, unknown>, key) => api.post(`/api/letters/${letter.id}/moves/${move}`, values, { key }),
    { refresh: REFRESH, done: t('已办理'), quiet: true, onDone },
  )
  return (
    <div className="jg-inset">
      <FieldForm
        kind={letterRecord}
        fields={FIELDS[move]}
        values={move === 'sign' ? { signedOn: today } : {}}
        required={move === 'sign' ? ['signedOn'] : ['conclusion']}
        long={['conclusion', 'signedFile']}
        inputs={{ signedFile: ScanInput }}
        hints={{ conclusion: t('例如：优秀、合格、不合格，并写明主要依据') }}
        submit={move === 'sign' ? t('登记签订') : t('登记考核结论')}
        busy={send.isPending}
        error={send.error}
        onSubmit={values => send.mutate(values)}
        onCancel={onDone}
      />
    </div>
  )
}

const ScanInput = ({ value, onChange }: InputProps): ReactNode => (
  <FileList
    single
    accept=".pdf,.jpg,.jpeg,.png,.docx"
    hint={t('签字盖章后的扫描件')}
    hashes={typeof value === 'string' ? [value] : []}
    onChange={hashes => onChange(hashes[0] ?? null)}
  />
)
