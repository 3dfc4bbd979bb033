import type { ZipContainer } from '../zip.ts'
import { formatNumber } from './number-format.ts'
import { parsePart } from './part.ts'
import { type Styles, styleChain } from './styles.ts'

type Level = {
  start: number
  format: string
  text: string
  suffix: string
  /** the level (1-based) after which this one starts again; 0 never */
  restart?: number
  decimalOnly: boolean
  style?: string
}

type Abstract = { levels: Map<number, Level>; styleLink?: string }

type List = { abstractId: string; levels: Map<number, Level>; starts: Map<number, number> }

/** What a paragraph itself says about its numbering. */
export type ParagraphNumbering = { numId?: string; level?: number; style?: string }

/**
 * Gives the label Word prints before a paragraph. Labels are counted, so `label` must be called once for every numbered
 * paragraph in document order.
 */
export type Numbering = { label(paragraph: ParagraphNumbering): string }

export function readNumbering(zip: ZipContainer, part: string | undefined, styles: Styles): Numbering {
  const abstracts = new Map<string, Abstract>()
  const lists = new Map<string, List>()
  if (part && zip.has(part)) parseNumbering(zip, part, abstracts, lists)
  return countLabels(abstracts, lists, styles)
}

function parseNumbering(
  zip: ZipContainer,
  part: string,
  abstracts: Map<string, Abstract>,
  lists: Map<string, List>,
): void {
  let abstract: Abstract | undefined
  let list: List | undefined
  let level: Level | undefined
  let override = 0
  let fallback = 0
  let custom = false
  parsePart(zip, part, {
    open: element => {
      const value = () => element.attribute('val') ?? ''
      switch (element.name) {
        case 'w:abstractNum':
          abstract = { levels: new Map() }
          abstracts.set(element.attribute('abstractNumId') ?? '', abstract)
          break
        case 'w:num':
          list = { abstractId: '', levels: new Map(), starts: new Map() }
          lists.set(element.attribute('numId') ?? '', list)
          break
        case 'w:abstractNumId':
          if (list) list.abstractId = value()
          break
        case 'w:numStyleLink':
          if (abstract) abstract.styleLink = value()
          break
        case 'w:lvlOverride':
          override = Number(element.attribute('ilvl'))
          break
        case 'w:startOverride':
          list?.starts.set(override, Number(value()))
          break
        case 'w:lvl':
          level = { start: 1, format: 'decimal', text: '', suffix: 'tab', decimalOnly: false }
          ;(list ?? abstract)?.levels.set(Number(element.attribute('ilvl')), level)
          break
        case 'mc:Fallback':
          fallback++
          break
        case 'w:numFmt':
          // Word wraps formats of its own in AlternateContent; the plain one in the Fallback is good enough unless the first is "01, 02"
          if (!level || (fallback > 0 && custom)) break
          custom = value() === 'custom' && /^0+1,/.test(element.attribute('format') ?? '')
          level.format = custom ? 'decimalZero' : value()
          break
        case 'w:start':
          if (level) level.start = Number(value())
          break
        case 'w:lvlText':
          if (level) level.text = value()
          break
        case 'w:suff':
          if (level) level.suffix = value()
          break
        case 'w:lvlRestart':
          if (level) level.restart = Number(value())
          break
        case 'w:isLgl':
          if (level) level.decimalOnly = !['0', 'false', 'off'].includes(value())
          break
        case 'w:pStyle':
          if (level) level.style = value()
          break
      }
    },
    close: name => {
      if (name === 'w:abstractNum') abstract = undefined
      else if (name === 'w:num') list = undefined
      else if (name === 'w:lvl') level = undefined
      else if (name === 'mc:Fallback') fallback--
      else if (name === 'mc:AlternateContent') custom = false
    },
  })
}

function countLabels(abstracts: Map<string, Abstract>, lists: Map<string, List>, styles: Styles): Numbering {
  // lists of one definition go on counting each other's numbers, so counters belong to the definition
  const counters = new Map<string, (number | undefined)[]>()
  const begun = new Set<string>()

  function abstractOf(list: List): { id: string; abstract: Abstract } | undefined {
    let id = list.abstractId
    for (let hops = 0; hops < 8; hops++) {
      const abstract = abstracts.get(id)
      if (!abstract) return undefined
      if (!abstract.styleLink) return { id, abstract }
      const numId = styleChain(styles, abstract.styleLink).find(style => style.numId)?.numId
      const linked = lists.get(numId ?? '')
      if (!linked) return { id, abstract }
      id = linked.abstractId
    }
    return undefined
  }

  function resolve(paragraph: ParagraphNumbering) {
    const chain = styleChain(styles, paragraph.style ?? styles.defaultParagraph)
    const numId = paragraph.numId ?? chain.find(style => style.numId !== undefined)?.numId
    const list = numId === undefined || numId === '0' ? undefined : lists.get(numId)
    const definition = list && abstractOf(list)
    if (!list || !definition || numId === undefined) return undefined
    const levelOf = (index: number) => list.levels.get(index) ?? definition.abstract.levels.get(index)
    let index = paragraph.level
    if (index === undefined && paragraph.numId === undefined) {
      const byStyle = chain
        .map(style => [...definition.abstract.levels].find(([, level]) => level.style === style.id)?.[0])
        .find(found => found !== undefined)
      index = byStyle ?? chain.find(style => style.level !== undefined)?.level
    }
    return { numId, list, id: definition.id, levelOf, index: index ?? 0 }
  }

  return {
    label(paragraph) {
      const found = resolve(paragraph)
      const level = found?.levelOf(found.index)
      if (!found || !level) return ''
      const { numId, list, id, levelOf, index } = found
      const counts = counters.get(id) ?? []
      counters.set(id, counts)
      if (!begun.has(numId)) {
        begun.add(numId)
        for (const [at] of list.starts) counts[at] = undefined
      }
      const startOf = (at: number) => list.starts.get(at) ?? levelOf(at)?.start ?? 1
      counts[index] = counts[index] === undefined ? startOf(index) : counts[index] + 1
      for (let at = 0; at < index; at++) counts[at] ??= startOf(at)
      for (let at = index + 1; at < 9; at++) {
        const restart = levelOf(at)?.restart
        if (restart === undefined || (restart > 0 && index < restart)) counts[at] = undefined
      }
      return withSuffix(
        labelText(level, at => ({ count: counts[at] ?? startOf(at), level: levelOf(at) })),
        level,
      )
    },
  }
}

function labelText(level: Level, at: (index: number) => { count: number; level: Level | undefined }): string {
  if (level.format === 'bullet') {
    // bullets of symbol fonts sit in the private area and mean nothing outside their font
    const sign = level.text.trim()
    return sign === '' ? '' : /[\ue000-\uf8ff]/.test(sign) ? '•' : sign
  }
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const { count, level: source } = at(Number(digit) - 1)
    const format = source?.format ?? 'decimal'
    return formatNumber(count, level.decimalOnly && format !== 'none' ? 'decimal' : format)
  })
}

/** A tab stands between label and text in most lists; in running text nothing is needed after 、）．, and a space after the rest. */
function withSuffix(label: string, level: Level): string {
  if (label === '' || level.suffix === 'nothing') return label
  return /[、）)．。：:]\s*$/.test(label) ? label : `${label.trimEnd()} `
}
