import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import type { Amendment, AmendmentEdit } from '@jingtu/programme/plan.ts'
import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import type { Target } from '@jingtu/programme/target.ts'
import type { Task } from '@jingtu/programme/task.ts'
import { Button, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { EditView, keyOf } from './Amendments.tsx'
import { nameOf } from './roles.tsx'
import { TargetFields, targetChangesOf, targetDraftOf } from './TargetSheet.tsx'
import { changesOf, draftOf, TaskFields } from './TaskSheet.tsx'

interface Props {
  open: boolean
  /** null: a new one. */
  amendment: Amendment | null
  detail: PlanDetail
  onClose: () => void
}

export function AmendmentSheet(props: Props): ReactNode {
  return (
    <SideSheet open={props.open} title={props.amendment ? t('编辑调整') : t('起草调整')} onClose={props.onClose} wide>
      <AmendmentForm {...props} key={props.amendment?.id ?? 'new'} />
    </SideSheet>
  )
}

type Working = { kind: 'task'; row: Task | null } | { kind: 'target'; row: Target | null } | null

function AmendmentForm({ amendment, detail, onClose }: Props): ReactNode {
  const path = `/api/plans/${detail.plan.id}`
  const [head, setHead] = useState({
    title: amendment?.title ?? '',
    issuingNumber: amendment?.issuingNumber ?? '',
    reason: amendment?.reason ?? '',
  })
  const [edits, setEdits] = useState<AmendmentEdit[]>(amendment?.edits ?? [])
  const [working, setWorking] = useState<Working>(null)
  const save = useWrite(
    (body: object, key) =>
      amendment
        ? api.patch(`${path}/amendments/${amendment.id}`, body, { key })
        : api.post(`${path}/amendments`, body, { key }),
    { refresh: [path], quiet: true, done: t('已保存，发布前不生效'), onDone: onClose },
  )
  const put = (edit: AmendmentEdit): void => {
    setEdits(edit.op === 'add' ? [...edits, edit] : [...edits.filter(e => e.op === 'add' || e.id !== edit.id), edit])
    setWorking(null)
  }
  const live = {
    tasks: detail.tasks.filter(x => x.state === 'inForce'),
    targets: detail.targets.filter(x => x.state === 'inForce'),
  }
  const pick = (value: string): void => {
    const [kind, id] = value.split(':')
    setWorking(
      kind === 'task'
        ? { kind, row: live.tasks.find(x => x.id === id) ?? null }
        : { kind: 'target', row: live.targets.find(x => x.id === id) ?? null },
    )
  }
  return (
    <Form
      layout="vertical"
      onFinish={() => save.mutate({ ...head, issuingNumber: head.issuingNumber.trim() || null, edits })}
    >
      <Problem error={save.error} />
      <Labelled label={t('调整事项')} required>
        <Input
          value={head.title}
          onChange={e => setHead({ ...head, title: e.target.value })}
          placeholder={t('例如：调整废渣整治时限')}
        />
      </Labelled>
      <Labelled label={t('文号')} extra={t('发布前必须填写')}>
        <Input value={head.issuingNumber} onChange={e => setHead({ ...head, issuingNumber: e.target.value })} />
      </Labelled>
      <Labelled label={t('调整理由')} required>
        <Input.TextArea
          autoSize={{ minRows: 2 }}
          value={head.reason}
          onChange={e => setHead({ ...head, reason: e.target.value })}
        />
      </Labelled>
      {edits.map(edit => (
        <div key={keyOf(edit)} className="jp-edit-row">
          <EditView edit={edit} detail={detail} />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('不改这一处')}
            onClick={() => setEdits(edits.filter(e => e !== edit))}
          />
        </div>
      ))}
      {working ? (
        <Work
          working={working}
          detail={detail}
          before={working.row ? edits.find(e => e.op === 'change' && e.id === working.row!.id) : undefined}
          onPut={put}
          onCancel={() => setWorking(null)}
        />
      ) : (
        <div className="jp-row-tools">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            style={{ flex: 1, minWidth: 220 }}
            value={null}
            placeholder={t('选择要修改或取消的任务、目标')}
            suffixIcon={<EditOutlined />}
            onChange={pick}
            options={[
              { label: t('任务'), options: live.tasks.map(x => ({ value: `task:${x.id}`, label: x.title })) },
              { label: t('目标'), options: live.targets.map(x => ({ value: `target:${x.id}`, label: x.indicator })) },
            ]}
          />
          <Button onClick={() => setWorking({ kind: 'task', row: null })}>{t('新增任务')}</Button>
          <Button onClick={() => setWorking({ kind: 'target', row: null })}>{t('新增目标')}</Button>
        </div>
      )}
      <div className="jt-dialog-end">
        <Button onClick={onClose}>{t('取消')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={!head.title.trim() || !head.reason.trim() || working !== null}
        >
          {t('保存调整')}
        </Button>
      </div>
    </Form>
  )
}

interface WorkProps {
  working: NonNullable<Working>
  before: AmendmentEdit | undefined
  detail: PlanDetail
  onPut: (edit: AmendmentEdit) => void
  onCancel: () => void
}

function Work({ working, before, detail, onPut, onCancel }: WorkProps): ReactNode {
  const proposed = before && before.op !== 'remove' ? before.values : {}
  const [task, setTask] = useState({
    ...draftOf(working.kind === 'task' ? working.row : null),
    ...(working.kind === 'task' ? proposed : {}),
  })
  const [target, setTarget] = useState({
    ...targetDraftOf(working.kind === 'target' ? working.row : null),
    ...(working.kind === 'target' ? proposed : {}),
  })
  const names = Object.fromEntries(Object.keys(detail.units).map(id => [id, nameOf(detail.units)(id)]))
  const done = (): void => {
    const { kind, row } = working
    const values =
      kind === 'task'
        ? row
          ? changesOf(draftOf(row), task)
          : task
        : row
          ? targetChangesOf(targetDraftOf(row), target)
          : target
    onPut(row ? { kind, op: 'change', id: row.id, values } : { kind, op: 'add', values })
  }
  return (
    <section className="jt-card">
      {working.kind === 'task' ? (
        <TaskFields draft={task} onChange={setTask} names={names} />
      ) : (
        <TargetFields draft={target} onChange={setTarget} tasks={detail.tasks} />
      )}
      <div className="jt-dialog-end">
        {working.row && (
          <Button danger type="text" onClick={() => onPut({ kind: working.kind, op: 'remove', id: working.row!.id })}>
            {working.kind === 'task' ? t('取消这项任务') : t('取消这个目标')}
          </Button>
        )}
        <Button onClick={onCancel}>{t('不改了')}</Button>
        <Button
          type="primary"
          onClick={done}
          disabled={working.kind === 'task' ? !task.title.trim() : !target.indicator.trim()}
        >
          {t('列入调整')}
        </Button>
      </div>
    </section>
  )
}
