import type { ZipContainer } from '../zip.ts'
import { parsePart } from './part.ts'

/** What a paragraph or character style says about numbering and visibility, own values only; `basedOn` is followed by the readers. */
export type Style = { id: string; basedOn?: string; numId?: string; level?: number; hidden?: boolean }

export type Styles = { byId: Map<string, Style>; defaultParagraph?: string }

const ON = (value: string | undefined) => value === undefined || !['0', 'false', 'off'].includes(value)

export function readStyles(zip: ZipContainer, part: string | undefined): Styles {
  const styles: Styles = { byId: new Map() }
  if (!part || !zip.has(part)) return styles
  let style: Style | undefined
  parsePart(zip, part, {
    open: element => {
      const value = () => element.attribute('val')
      if (element.name === 'w:style') {
        style = { id: element.attribute('styleId') ?? '' }
        styles.byId.set(style.id, style)
        const isDefault = element.attribute('default')
        if (isDefault !== undefined && ON(isDefault) && element.attribute('type') === 'paragraph') {
          styles.defaultParagraph = style.id
        }
      } else if (!style) return
      else if (element.name === 'w:basedOn') style.basedOn = value()
      else if (element.name === 'w:numId') style.numId = value()
      else if (element.name === 'w:ilvl') style.level = Number(value())
      else if (element.name === 'w:vanish') style.hidden = ON(value())
    },
    close: name => {
      if (name === 'w:style') style = undefined
    },
  })
  return styles
}

/** The style and those it is based on, nearest first. */
export function styleChain(styles: Styles, id: string | undefined): Style[] {
  const chain: Style[] = []
  for (let style = styles.byId.get(id ?? ''); style && !chain.includes(style); ) {
    chain.push(style)
    style = styles.byId.get(style.basedOn ?? '')
  }
  return chain
}

export function styleHides(styles: Styles, id: string | undefined): boolean {
  return styleChain(styles, id).find(style => style.hidden !== undefined)?.hidden ?? false
}
