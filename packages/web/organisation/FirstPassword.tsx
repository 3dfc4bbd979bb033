import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { CopyButton } from '../parts/CopyButton.tsx'

export interface Issued {
  name: string
  login: string
  password: string | null
}

/** The one moment in which a first password can be read; it is kept nowhere. */
export function FirstPassword({ issued, onClose }: { issued: Issued | null; onClose: () => void }): ReactNode {
  return (
    <Modal
      open={issued !== null}
      title={t('初始密码只显示这一次')}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('已记下')}
        </Button>
      }
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {issued &&
        (issued.password ? (
          <Shown name={issued.name} login={issued.login} password={issued.password} />
        ) : (
          <p>{t('密码已在上一次请求中给出，不再显示。如没有记下，请重置一次。')}</p>
        ))}
    </Modal>
  )
}

const Shown = ({ name, login, password }: { name: string; login: string; password: string }): ReactNode => (
  <>
    <p>{t('请当面或电话告诉{name}本人，首次登录时必须换成自己的密码。', { name })}</p>
    <p className="jt-password">
      <span>{t('登录名')}</span>
      <code>{login}</code>
      <span>{t('初始密码')}</span>
      <code>{password}</code>
    </p>
    <CopyButton text={`${t('登录名')}：${login}\n${t('初始密码')}：${password}`} />
  </>
)
