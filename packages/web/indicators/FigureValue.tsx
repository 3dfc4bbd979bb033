import type { Figure } from '@jingtu/server/indicators/evaluate.ts'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'

type Known = Pick<Figure, 'value' | 'unknown'>

/** Unknown, nothing of the kind, or the figure: three things that must not look alike. */
export const shownValue = ({ value, unknown }: Known): string => (unknown ? t('未知') : (value ?? '/'))

export function FigureValue({ figure }: { figure: Known }): ReactNode {
  if (!figure.unknown) return shownValue(figure)
  return (
    <Tooltip title={figure.unknown}>
      <span className="jt-faint">◇ {t('未知')}</span>
    </Tooltip>
  )
}
