import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useNarrow } from './narrow.ts'

interface Props {
  open: boolean
  title: ReactNode
  onClose: () => void
  /** Beside the title: what can be done. */
  extra?: ReactNode
  wide?: boolean
  children: ReactNode
}

/** One record beside its list, so that the list stays in sight; on the phone the whole width. */
export function SideSheet({ open, title, onClose, extra, wide, children }: Props): ReactNode {
  const narrow = useNarrow()
  return (
    <Drawer
      open={open}
      title={title}
      extra={extra}
      onClose={onClose}
      size={narrow ? '100%' : wide ? 820 : 600}
      mask={{ closable: true }}
      destroyOnHidden
    >
      {children}
    </Drawer>
  )
}
