import { CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'

export function CopyButton({
  text,
  children,
  small,
}: {
  text: string
  children?: ReactNode
  small?: boolean
}): ReactNode {
  const { message } = App.useApp()
  const copy = async (): Promise<void> => {
    if (await copyText(text)) message.success(t('已复制'))
    else message.warning(t('浏览器不允许复制，请选中文字后按 Ctrl+C'))
  }
  return (
    <Button icon={<CopyOutlined />} size={small ? 'small' : 'middle'} onClick={() => void copy()}>
      {children ?? t('复制')}
    </Button>
  )
}

/** The clipboard of the browser exists only under https; an intranet address needs the old way. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => copyBySelection(text),
    )
  }
  return copyBySelection(text)
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}
