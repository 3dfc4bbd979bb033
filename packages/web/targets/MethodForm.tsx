import { type Comparison, type Target, targetRecord } from '@jingtu/programme/target.ts'
import { Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm } from '../parts/FieldForm.tsx'
import { Labelled } from '../parts/Labelled.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

export const METHOD_HINTS: Record<Comparison, string> = {
  零增长: '本期量不大于基数即为达到，例如化肥使用量零增长',
  较基数下降: '（基数 − 本期）÷ 基数，例如减排比例',
  较基数增长: '（本期 − 基数）÷ 基数',
  较基数净增: '本期 − 基数，例如“再完成 27 个”',
  占基数比例: '已完成的 ÷ 冻结清单的项数，清单以后变化不影响分母',
  区域占比: '达到要求的区域 ÷ 冻结清单中的区域',
  水质类别: '实测类别不劣于目标类别即为达到',
  点位稳定: '每个点位都不劣于基准年类别即为稳定',
}

/** 口径: how the measured amount becomes the figure that is decided on. Said once, with its basis. */
export function MethodForm({ target, onDone }: { target: Target; onDone: () => void }): ReactNode {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const save = useWrite(
    (values: Record<string, unknown>, key) =>
      api.post(
        `/api/targets/${target.id}/method`,
        { comparison: values.comparison ?? null, tolerance: values.tolerance ?? null, reason },
        { key },
      ),
    { refresh: ['/api/targets'], done: t('口径已设定'), quiet: true, onDone },
  )
  const labels = Object.fromEntries(Object.entries(METHOD_HINTS).map(([name, hint]) => [name, `${name}：${t(hint)}`]))
  return (
    <FieldForm
      kind={targetRecord}
      fields={['comparison', 'tolerance']}
      values={target}
      long={['comparison']}
      labels={{ comparison: labels }}
      hints={{
        comparison: t('不选：实测值就是判定用的数值'),
        tolerance: target.approx ? t('原文写“左右”，偏差不超过此数即为达到') : t('只用于原文写“左右”的目标'),
      }}
      busy={save.isPending}
      error={save.error}
      submit={t('设定')}
      onSubmit={values => {
        setTried(true)
        if (reason.trim()) save.mutate(values)
      }}
    >
      <Form component={false} layout="vertical">
        <Labelled
          label={t('依据')}
          required
          validateStatus={tried && !reason.trim() ? 'error' : undefined}
          help={tried && !reason.trim() ? t('请说明依据') : undefined}
        >
          <Input.TextArea
            autoSize={{ minRows: 2 }}
            value={reason}
            placeholder={t('例如：省级考核细则第几条')}
            onChange={e => setReason(e.target.value)}
          />
        </Labelled>
      </Form>
    </FieldForm>
  )
}
