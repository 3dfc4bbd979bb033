import { EllipsisOutlined } from '@ant-design/icons'
import { Button, Dropdown, Tooltip } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'

export interface Step {
  label: string
  onClick?: () => void
  /** Leads to another page. */
  to?: string
  /** Why it cannot be done now; the button stays visible and says so. */
  blocked?: string
  busy?: boolean
  icon?: ReactNode
  danger?: boolean
}

interface Props {
  title: ReactNode
  /** Where am I: the way here, without the page itself. */
  trail?: readonly { label: string; to: string }[]
  /** Beside the title: state, deadline. */
  aside?: ReactNode
  /** One line: what this page is about, what is due. */
  note?: ReactNode
  /** The one obvious next step. */
  next?: Step
  /** Beside it, quieter. */
  steps?: readonly Step[]
  /** Seldom needed: behind a button with dots. */
  more?: readonly Step[]
}

/** Every page: where am I, what is due, one obvious next step. */
export function PageHead({ title, trail = [], aside, note, next, steps = [], more = [] }: Props): ReactNode {
  useEffect(() => {
    if (typeof title === 'string') document.title = `${title} · ${t('净土')}`
  }, [title])
  const items = more.map((step, i) => ({
    key: i,
    label: step.to ? (
      <Link to={step.to}>{step.label}</Link>
    ) : step.blocked ? (
      <Tooltip title={step.blocked}>{step.label}</Tooltip>
    ) : (
      step.label
    ),
    icon: step.icon,
    danger: step.danger,
    disabled: !!step.blocked,
    onClick: step.onClick,
  }))
  return (
    <div className="jt-page-head">
      <div className="jt-page-where">
        {trail.length > 0 && (
          <nav aria-label={t('所在位置')}>
            {trail.map(place => (
              <span key={place.to}>
                <Link to={place.to}>{place.label}</Link>
                <i>/</i>
              </span>
            ))}
          </nav>
        )}
        <h1>
          {title}
          {aside && <span className="jt-page-aside">{aside}</span>}
        </h1>
        {note && <p>{note}</p>}
      </div>
      <div className="jt-page-actions">
        {steps.map(step => (
          <StepButton key={step.label} step={step} />
        ))}
        {next && <StepButton step={next} primary />}
        {items.length > 0 && (
          <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
            <Button icon={<EllipsisOutlined />} aria-label={t('更多')} />
          </Dropdown>
        )}
      </div>
    </div>
  )
}

function StepButton({ step, primary }: { step: Step; primary?: boolean }): ReactNode {
  const button = (
    <Button
      type={primary ? 'primary' : 'default'}
      icon={step.icon}
      danger={step.danger}
      loading={step.busy}
      disabled={!!step.blocked}
      onClick={step.onClick}
    >
      {step.label}
    </Button>
  )
  if (step.blocked)
    return (
      <Tooltip title={step.blocked}>
        <span>{button}</span>
      </Tooltip>
    )
  return step.to ? <Link to={step.to}>{button}</Link> : button
}
