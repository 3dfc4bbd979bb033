import { Checkbox, Form, type FormItemProps, Radio, Segmented } from 'antd'
import { cloneElement, isValidElement, type ReactElement, type ReactNode, useId } from 'react'

/** Of several parts, so that no single one of them is what the label names. */
const GROUPS: readonly unknown[] = [Segmented, Radio.Group, Checkbox.Group]

/**
 * A Form.Item whose label names its input: a click on the label goes into the input, and who cannot see the page is told
 * which is which. Several inputs under one label are a group of that name.
 */
export function Labelled({ children, ...props }: Omit<FormItemProps, 'children'> & { children: ReactNode }): ReactNode {
  const id = useId()
  const single = isValidElement(children) ? (children as ReactElement<{ id?: string }>) : null
  if (single && typeof single.type !== 'string' && !GROUPS.includes(single.type)) {
    const own = single.props.id ?? id
    return (
      <Form.Item {...props} htmlFor={own}>
        {single.props.id ? single : cloneElement(single, { id })}
      </Form.Item>
    )
  }
  return (
    <Form.Item {...props}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own into the form */}
      <div role="group" aria-label={typeof props.label === 'string' ? props.label : undefined}>
        {children}
      </div>
    </Form.Item>
  )
}
