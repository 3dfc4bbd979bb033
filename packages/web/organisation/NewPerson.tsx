import { DUTIES, type Duty } from '@jingtu/core/access.ts'
import { type Person, personRecord } from '@jingtu/registers/subjects/person.ts'
import { Checkbox, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm, type InputProps } from '../parts/FieldForm.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { DUTY_HINTS, PARTIES } from './administration.ts'
import type { Issued } from './FirstPassword.tsx'
import { placedFaults } from './placed-faults.ts'

export const PERSON_FIELDS = ['name', 'unit', 'title', 'party', 'phone', 'email', 'duties']

export function DutiesInput({ value, onChange, disabled }: InputProps): ReactNode {
  return (
    <Checkbox.Group
      className="jt-duties"
      disabled={disabled}
      value={(value as string[] | null) ?? []}
      onChange={onChange}
    >
      {(Object.keys(DUTIES) as Duty[]).map(duty => (
        <Checkbox key={duty} value={duty}>
          {t(DUTIES[duty])} <small className="jt-faint">{t(DUTY_HINTS[duty])}</small>
        </Checkbox>
      ))}
    </Checkbox.Group>
  )
}

interface Props {
  unit: string | null
  onDone: (issued: Issued) => void
  onCancel: () => void
}
interface Created {
  row: Person
  password: string | null
}

export function NewPerson({ unit, onDone, onCancel }: Props): ReactNode {
  const [login, setLogin] = useState('')
  const create = useWrite(
    (values: Record<string, unknown>, key) =>
      api.post<Created>('/api/people', { login: login.trim(), values }, { key }),
    {
      refresh: ['/api/people'],
      quiet: true,
      onDone: ({ row, password }) => onDone({ name: row.name, login: login.trim(), password }),
    },
  )
  const { fault, above } = placedFaults(create.error, ['login'])
  return (
    <FieldForm
      kind={personRecord}
      fields={PERSON_FIELDS}
      values={unit ? { unit } : {}}
      inputs={{ duties: DutiesInput }}
      labels={{ party: PARTIES }}
      long={['duties']}
      hints={{ party: t('政府工作人员不填') }}
      submit={t('登记')}
      busy={create.isPending}
      error={above}
      onSubmit={values => create.mutate(values)}
      onCancel={onCancel}
    >
      <Form component={false} layout="vertical">
        <Form.Item
          label={t('登录名')}
          htmlFor="jt-login"
          required
          {...fault('login')}
          extra={t('小写字母、数字，例如姓名拼音')}
        >
          <Input
            id="jt-login"
            value={login}
            autoComplete="off"
            autoCapitalize="none"
            onChange={e => setLogin(e.target.value)}
          />
        </Form.Item>
      </Form>
    </FieldForm>
  )
}
