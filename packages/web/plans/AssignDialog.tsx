import type { Target } from '@jingtu/programme/target.ts'
import { Button, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

/** The value that was announced has come: it is put in with the document that brought it. */
export function AssignDialog({
  path,
  target,
  onClose,
}: {
  path: string
  target: Target | null
  onClose: () => void
}): ReactNode {
  return (
    <Modal
      open={target !== null}
      title={t('补填下达的目标')}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
      width={480}
    >
      {target && <AssignForm path={path} target={target} onClose={onClose} />}
    </Modal>
  )
}

function AssignForm({ path, target, onClose }: { path: string; target: Target; onClose: () => void }): ReactNode {
  const [op, setOp] = useState<string>(target.op === 'text' ? '>=' : target.op)
  const [value, setValue] = useState(target.value ?? '')
  const [unit, setUnit] = useState(target.unit ?? '%')
  const [assignedBy, setAssignedBy] = useState('')
  const assign = useWrite(
    (body: object, key) => api.post<Target>(`${path}/targets/${target.id}/assign`, body, { key }),
    {
      refresh: [path],
      quiet: true,
      done: t('已补填'),
      onDone: onClose,
    },
  )
  const words = op === 'text'
  return (
    <Form
      layout="vertical"
      onFinish={() =>
        assign.mutate({ op, ...(words ? { words: value } : { value }), unit: words ? null : unit, assignedBy })
      }
    >
      <Problem error={assign.error} />
      <p>
        <b>{target.indicator}</b>　<span className="jt-soft">{target.pending ?? target.quote}</span>
      </p>
      <Labelled label={t('目标值')}>
        <span className="jp-pair">
          <Select
            style={{ width: 120 }}
            value={op}
            onChange={setOp}
            options={[
              { value: '>=', label: '≥' },
              { value: '<=', label: '≤' },
              { value: '=', label: '＝' },
              { value: 'text', label: t('文字要求') },
            ]}
          />
          <Input
            autoFocus
            inputMode={words ? 'text' : 'decimal'}
            value={value}
            onChange={e => setValue(e.target.value.trim())}
          />
          {!words && <Input className="jp-narrow" value={unit} onChange={e => setUnit(e.target.value.trim())} />}
        </span>
      </Labelled>
      <Labelled label={t('下达文件')} required>
        <Input value={assignedBy} onChange={e => setAssignedBy(e.target.value)} placeholder={t('文件名称或文号')} />
      </Labelled>
      <div className="jt-dialog-end">
        <Button onClick={onClose}>{t('取消')}</Button>
        <Button type="primary" htmlType="submit" loading={assign.isPending}>
          {t('补填')}
        </Button>
      </div>
    </Form>
  )
}
