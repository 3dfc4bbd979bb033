import type { Limits } from '../limits.ts'
import { describeBytes } from '../limits.ts'
import { type Deadline, type ReadingWarning, Refused } from '../refusal.ts'
import type { ZipContainer } from '../zip.ts'
import { readStory, type StoryContext } from './body.ts'
import { circled } from './number-format.ts'
import { readNumbering } from './numbering.ts'
import { readRelationships } from './part.ts'
import { readStyles } from './styles.ts'
import { tallyWarnings } from './tally.ts'

/** The main part of a Word file, or undefined when the container is something else. */
export function findWordDocument(zip: ZipContainer): string | undefined {
  const main = readRelationships(zip, '').get('officeDocument')
  if (main !== undefined) return main.startsWith('word/') && zip.has(main) ? main : undefined
  return zip.has('word/document.xml') ? 'word/document.xml' : undefined
}

/**
 * Text of a Word file as its reader sees it: automatic numbers written out, tracked changes taken as accepted, tables one row
 * a line with tabs between the cells, notes at the end.
 */
export function readWord(
  zip: ZipContainer,
  main: string,
  limits: Limits,
  deadline: Deadline,
): { text: string; warnings: ReadingWarning[] } {
  const relationships = readRelationships(zip, main)
  const styles = readStyles(zip, relationships.get('styles'))
  const numbering = readNumbering(zip, relationships.get('numbering'), styles)
  const marks: { kind: 'footnote' | 'endnote'; id: string }[] = []
  let length = 0
  const context: StoryContext = {
    styles,
    numbering,
    noteMark: (kind, id) => {
      marks.push({ kind, id })
      return circled(marks.length)
    },
    onLine: line => {
      length += line.length + 1
      if (length > limits.textChars) throw textTooLarge(limits)
      deadline.check()
    },
  }
  const story = readStory(zip, main, context)
  const lines = trimBlank(story.lines)
  const warnings = tallyWarnings(story.tally)
  // reading a note may meet references of its own; those are not followed
  for (const [index, mark] of [...marks].entries()) {
    const note = noteText(zip, relationships.get(`${mark.kind}s`), mark.id, context, mark.kind)
    if (note === undefined) warnings.push({ message: `第 ${index + 1} 处注释的内容缺失` })
    else lines.push(`${index === 0 ? '注：' : ''}${circled(index + 1)}${note}`)
  }
  return { text: lines.join('\n'), warnings }
}

const noteCache = new WeakMap<ZipContainer, Map<string, Map<string, string>>>()

function noteText(zip: ZipContainer, part: string | undefined, id: string, context: StoryContext, kind: string) {
  if (!part || !zip.has(part)) return undefined
  const parts = noteCache.get(zip) ?? new Map<string, Map<string, string>>()
  noteCache.set(zip, parts)
  let notes = parts.get(kind)
  if (!notes) {
    notes = readStory(zip, part, context).notes
    parts.set(kind, notes)
  }
  return notes.get(id)
}

/** Blank paragraphs in between stay: in a table typed out line by line they are empty cells. */
function trimBlank(lines: string[]): string[] {
  const first = lines.findIndex(line => line.trim() !== '')
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(line => line.trim() !== '') + 1)
}

export function textTooLarge(limits: Limits): Refused {
  return new Refused(
    'text-too-large',
    `文字超过 ${Math.round(limits.textChars / 10_000)} 万字的上限（纯文本文件上限 ${describeBytes(limits.plainTextBytes)}）`,
    '请只上传计划正文和附表，把其他材料分开',
  )
}
