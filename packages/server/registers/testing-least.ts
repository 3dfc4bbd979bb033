/** The least a row of each list needs, with what it refers to: for tests of what all lists have in common. */
import { EMPTY, type Field, type FieldKind } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { done, type RegisterWorld } from './testing.ts'

const VALUES: { [K in FieldKind]?: (field: Field) => unknown } = {
  text: field => field.example ?? '示例',
  decimal: field => String(Math.max(field.min ?? 1, 1)),
  integer: field => Math.max(field.min ?? 1, 1),
  money: () => '10',
  area: () => ({ value: '3', unit: '亩' }),
  boolean: () => true,
  day: () => '2026-01-10',
  instant: () => '2026-01-10T08:00:00.000Z',
  period: field => field.example ?? '2026',
  choice: field => field.options?.[0],
  choices: field => [field.options?.[0]],
  texts: () => ['示例'],
  days: () => ['2026-01-10'],
  point: () => ({ type: 'Point', coordinates: [108.3, 22.8] }),
  line: () => ({
    type: 'LineString',
    coordinates: [
      [108.3, 22.8],
      [108.4, 22.9],
    ],
  }),
  rows: field => [
    Object.fromEntries(
      Object.entries(field.fields ?? {})
        .filter(([, x]) => x.required)
        .map(([k, x]) => [k, VALUES[x.kind]?.(x)]),
    ),
  ],
}

export interface LeastRows {
  /** The id of the row of this list, made when it is first asked for. */
  make(kind: Register): Promise<string>
  /** What a field that refers to something may hold. */
  reference(field: Field): Promise<unknown>
}

const EMPTY_ROW = new Proxy({}, { get: () => [] })

export function leastRows(w: RegisterWorld): LeastRows {
  const made = new Map<string, string>()

  async function make(kind: Register): Promise<string> {
    const there = made.get(kind.id)
    if (there) return there
    const values: Record<string, unknown> = {}
    const needed = kind.rules?.required ?? {}
    for (const [key, field] of Object.entries(kind.fields)) {
      if (field.derived || key === 'extra') continue
      const must = field.required || needed[key]?.({ ...EMPTY_ROW, ...values, state: kind.initial })
      if (must) values[key] = field.to ? await reference(field) : VALUES[field.kind]?.(field)
    }
    const row = await done(w.office, `/registers/${kind.id}/rows`, {
      values,
      ...(kind.register.subject ? {} : { region: w.east.id }),
    })
    made.set(kind.id, row.id)
    return row.id
  }

  /** Surveys are no register; lists about them need one. */
  async function survey(): Promise<string> {
    const there = made.get('survey')
    if (there) return there
    const values = {
      name: '例行监测',
      kind: '例行监测' as const,
      regionId: w.east.id,
      ownerUnit: w.eastBureau.id,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
    }
    const row = await w.server.change(c => c.insert(surveyRecord, { home: w.east.id, region: w.east.path, values }))
    made.set('survey', row.id)
    return row.id
  }

  async function reference(field: Field): Promise<unknown> {
    const one =
      field.to === 'unit'
        ? w.eastBureau.id
        : field.to === 'region'
          ? w.east.id
          : field.to === 'survey'
            ? await survey()
            : await make(findRegister(field.to!)!)
    return Array.isArray(EMPTY[field.kind]) ? [one] : one
  }

  return { make, reference }
}
