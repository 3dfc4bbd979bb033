import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { memo, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { t } from '../i18n/language.ts'
import { cutText, type Mark, type Piece } from './source-spans.ts'
import type { Tab } from './use-review.ts'

const LEGEND: [Mark, string][] = [
  ['lead', '牵头'],
  ['coop', '配合'],
  ['resp', '责任'],
  ['day', '时限'],
  ['target', '目标'],
  ['object', '具名对象'],
  ['rhythm', '报送'],
  ['problem', '未能识别'],
]

interface Props {
  text: string
  detail: PlanDetail
  tab: Tab
  selected: string | null
  /** Shown and scrolled to where nothing is chosen: a problem or reporting rule. */
  spot: readonly [number, number] | null
  onChoose: (tab: Tab, id: string) => void
}

/** The plan as it was written, with what was read in it; a click chooses the task or target on the other side. */
export const SourceText = memo(function SourceText({ text, detail, tab, selected, spot, onChoose }: Props): ReactNode {
  const pieces = useMemo(() => cutText(text, detail), [text, detail])
  const states = useMemo(() => new Map([...detail.tasks, ...detail.targets].map(r => [r.id, r.state])), [detail])
  const parent = detail.tasks.find(x => x.id === selected)?.parentTask
  const chosen = parent ?? selected
  const area = useRef<HTMLDivElement>(null)
  const key = spot ? `s${spot[0]}-${spot[1]}` : chosen
  useEffect(() => {
    if (!key) return
    const place = area.current?.querySelector('.jp-here')
    place?.scrollIntoView({
      block: 'center',
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    })
  }, [key])

  const classOf = (p: Piece): string => {
    const here = spot
      ? p.start >= spot[0] && p.end <= spot[1]
      : chosen !== null && (p.task === chosen || p.target === chosen)
    return [
      p.task && 'jp-in-task',
      here && 'jp-here',
      ...p.marks.map(m => `jp-${m}`),
      p.task && `jp-was-${states.get(p.task)}`,
    ]
      .filter(Boolean)
      .join(' ')
  }
  const choose = (p: Piece): void => {
    if (p.target && (tab === 'targets' || !p.task)) onChoose('targets', p.target)
    else if (p.task) onChoose('tasks', p.task)
  }
  return (
    <section className="jp-source" aria-label={t('计划原文')}>
      <div className="jp-legend">
        {LEGEND.map(([mark, name]) => (
          <span key={mark} className={`jp-${mark}`}>
            {t(name)}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the page walk the same tasks; a click in the text is the mouse's way */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <div
        ref={area}
        className="jp-text"
        onClick={e => {
          const at = Number((e.target as HTMLElement).dataset.piece ?? -1)
          if (pieces[at]) choose(pieces[at])
        }}
      >
        {pieces.map((p, i) => (
          <span key={p.start} data-piece={i} className={classOf(p) || undefined}>
            {text.slice(p.start, p.end)}
          </span>
        ))}
      </div>
    </section>
  )
})
