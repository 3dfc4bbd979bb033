import { percentage } from '@jingtu/core/measure.ts'
import type { Measurement, Target } from '@jingtu/programme/target.ts'
import { measurementRecord } from '@jingtu/programme/target.ts'
import { isAmount } from '@jingtu/programme/target-amount.ts'
import { statusOfTarget } from '@jingtu/programme/target-status.ts'
import { targetWords } from '@jingtu/programme/target-text.ts'
import { decidedValue } from '@jingtu/programme/target-value.ts'
import type { TargetRow } from '@jingtu/server/targets/views.ts'
import { Segmented, Select } from 'antd'
import { type ComponentType, type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm, type InputProps } from '../parts/FieldForm.tsx'
import { INPUTS } from '../parts/field-inputs.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { MembersInput } from './MembersInput.tsx'
import { AREA_UNITS, bodyOf, fieldsOf, isArea, MODE_WORDS, type Mode, modesOf, usualDay } from './measure-modes.ts'
import { TargetLight } from './TargetLight.tsx'

interface Props {
  row: TargetRow
  /** The region that is chosen to begin with. */
  region: string | null
  onDone: (regionId: string) => void
  onCancel: () => void
}

/** One value for one region on one day; the light it will get is shown while it is typed. */
export function MeasureForm({ row, region, onDone, onCancel }: Props): ReactNode {
  const { actor, today } = useSession()
  const { target, overall, regions } = row
  const modes = modesOf(target)
  const [mode, setMode] = useState<Mode>(modes[0]!)
  const places = [overall, ...regions]
  const own = places.find(p => p.regionId === actor.home)?.regionId
  const start = region ?? own ?? overall.regionId
  const save = useWrite(
    (values: Record<string, unknown>, key) =>
      api.post<Measurement>(`/api/targets/${target.id}/measurements`, bodyOf(mode, values), { key }),
    {
      refresh: ['/api/targets', '/api/records/measurement'],
      done: t('已录入'),
      quiet: true,
      onDone: made => onDone(made.regionId),
    },
  )
  const inputs = useMemo((): Partial<Record<string, ComponentType<InputProps>>> => {
    const places = [row.overall, ...row.regions]
    const shown = (Input: ComponentType<InputProps>) =>
      function Shown(props: InputProps): ReactNode {
        return (
          <>
            <Input {...props} />
            <Preview row={row} mode={mode} values={{ ...props.values }} today={today} />
          </>
        )
      }
    const last = { value: 'value', parts: 'denominator', members: 'members', judge: 'met', words: 'words', none: '' }[
      mode
    ]
    const usual: Partial<Record<string, ComponentType<InputProps>>> = {
      regionId: ({ id, value, onChange }) => (
        <Select
          id={id}
          value={value as string}
          options={places.map(p => ({ value: p.regionId, label: p.regionName }))}
          showSearch={places.length > 8 ? { optionFilterProp: 'label' } : false}
          onChange={onChange}
        />
      ),
      unit: isArea(target.unit)
        ? ({ id, value, onChange }) => (
            <Select
              id={id}
              value={(value as string | null) ?? target.unit}
              options={AREA_UNITS.map(u => ({ value: u, label: u }))}
              onChange={onChange}
            />
          )
        : INPUTS.text,
      members: props => <MembersInput {...props} row={row} />,
    }
    const base = last && (usual[last] ?? INPUTS[measurementRecord.fields[last as 'value']!.kind as 'decimal'])
    return base ? { ...usual, [last]: shown(base as ComponentType<InputProps>) } : usual
  }, [row, mode, today, target.unit])

  return (
    <>
      <p className="jt-soft">
        {t('目标：{goal}', { goal: targetWords(target) || t('待定') })}
        {target.by && `　${t('{day} 前', { day: target.by })}`}
      </p>
      <Segmented
        className="jg-modes"
        value={mode}
        options={modes.map(m => ({ value: m, label: t(MODE_WORDS[m]) }))}
        onChange={setMode}
      />
      <FieldForm
        kind={measurementRecord}
        fields={fieldsOf(mode, target)}
        values={{
          regionId: start,
          asOf: usualDay(today),
          source: overall.measurement?.source ?? regions.find(r => r.measurement)?.measurement?.source ?? null,
        }}
        inputs={inputs}
        long={['words']}
        required={mode === 'words' ? ['words'] : mode === 'none' ? [] : [fieldsOf(mode, target)[2]!]}
        hints={hintsOf(target, mode)}
        submit={t('录入')}
        busy={save.isPending}
        error={save.error}
        onSubmit={values => save.mutate(values)}
        onCancel={onCancel}
      />
    </>
  )
}

function hintsOf(target: Target, mode: Mode): Record<string, ReactNode> {
  const hints: Record<string, ReactNode> = { source: t('例如：农业农村部门季度统计、监测报告编号') }
  if (mode === 'value' && target.unit && !isArea(target.unit) && !target.comparison)
    hints.value = t('单位：{unit}', { unit: target.unit })
  if (target.comparison === '水质类别') hints.words = t('写明类别，例如“Ⅲ类”')
  if (mode === 'parts') hints.denominator = t('分母为 0 时记为“/”（不涉及）')
  if (mode === 'none') hints.words = t('本区域没有此类对象，报表中显示“/”')
  if (mode === 'judge') hints.met = t('要求：{words}', { words: target.words ?? '' })
  return hints
}

/** What the value would be judged as; the same pure functions as on the server. */
function Preview({
  row,
  mode,
  values,
  today,
}: {
  row: TargetRow
  mode: Mode
  values: Record<string, unknown>
  today: string
}): ReactNode {
  const { target } = row
  const cell = [row.overall, ...row.regions].find(c => c.regionId === values.regionId)
  const text = (name: string): string | null => (typeof values[name] === 'string' ? (values[name] as string) : null)
  const parts = mode === 'parts' && isFigure(text('numerator')) && isFigure(text('denominator'))
  const rate = parts ? percentage(text('numerator')!, text('denominator')!) : null
  const value = mode === 'value' && isFigure(text('value')) ? text('value') : rate === 'not-applicable' ? null : rate
  const members = Array.isArray(values.members) ? values.members.map(String) : []
  const met = typeof values.met === 'boolean' ? values.met : null
  const other = isArea(target.unit) && text('unit') !== null && text('unit') !== target.unit
  const said = mode === 'words' ? text('words') !== null : value !== null || met !== null || members.length > 0
  if (!said || other || mode === 'none') return null
  if (target.comparison === '区域占比') return null
  const decided = decidedValue(target, {
    measured: {
      value,
      words: text('words'),
      met,
      notApplicable: rate === 'not-applicable',
      asOf: text('asOf') ?? today,
      members,
    },
    baseline: cell?.baseline ?? null,
  })
  const whole = cell?.regionId === row.overall.regionId
  // Of an amount a region has only what was dealt out to it; without that nobody can say.
  if (!whole && isAmount(target) && !cell?.allotted) return null
  const goal = !whole && cell?.allotted ? { ...target, value: cell.allotted, valueMax: null } : target
  const finding = statusOfTarget(goal, decided.measured, today, `${today.slice(0, 4)}-01-01`)
  return (
    <p className="jg-preview" role="status">
      <TargetLight status={decided.missing ? 'unknown' : finding.status} />
      <span>{decided.missing ?? decided.formula ?? finding.why}</span>
    </p>
  )
}

const isFigure = (text: string | null): boolean => text !== null && /^-?\d+(\.\d+)?$/.test(text)
