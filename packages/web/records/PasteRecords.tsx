import { Alert, Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Problem } from '../parts/Problem.tsx'
import { ApiError, api, type List, newKey } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { cellsOf } from './pasted.ts'
import { type Found, headsOf, type Named, namesToFind, type PastedRecord, recordsFrom } from './pasted-records.ts'
import type { RecordPage } from './record-page.ts'

/** Where the names of references are looked up. */
const PATHS: Record<string, string> = { unit: '/api/units', region: '/api/regions' }

interface Line extends PastedRecord {
  /** Kept over a second attempt, so that no row is made twice. */
  key: string
  cells: readonly string[]
  refused?: string
}

/** Many new rows at once, as they stand in a table program: every row is checked before any is sent. */
export function PasteRecords({ page, onDone }: { page: RecordPage; onDone: () => void }): ReactNode {
  const session = useSession()
  const [text, setText] = useState('')
  const [lines, setLines] = useState<Line[] | null>(null)
  const [made, setMade] = useState<ReadonlySet<string>>(new Set())
  const keys = page.form.flatMap(section => section.fields).filter(key => isPasted(page, key))
  const names = keys.map(key => page.kind.fields[key]!.name)

  const read = useWrite(async () => readLines(page, keys, text, { ...page.start?.(session) }), {
    quiet: true,
    onDone: setLines,
  })
  const send = useWrite(
    async (pending: Line[]) => {
      const left: Line[] = []
      for (const line of pending) {
        try {
          await api.post(page.path, { values: line.values }, { key: line.key })
          setMade(keys => new Set(keys).add(line.key))
        } catch (error) {
          if (!(error instanceof ApiError) || error.unanswered) throw error
          left.push({ ...line, key: newKey(), refused: error.message })
        }
      }
      return left
    },
    { refresh: [page.path], onDone: left => (left.length === 0 ? onDone() : setLines(left)) },
  )
  const wrong = lines?.filter(line => Object.keys(line.faults).length > 0) ?? []
  return (
    <>
      <p className="jt-soft">{t('在 Excel 里按下面的列排好，连同表头一起复制，粘贴到这里；列的先后不限。')}</p>
      <p className="jr-paste-heads">
        <span>{names.map(name => t(name)).join(t('、'))}</span>
        <CopyButton small text={names.join('\t')}>
          {t('复制表头')}
        </CopyButton>
      </p>
      <Input.TextArea
        aria-label={t('从 Excel 粘贴')}
        autoFocus
        autoSize={{ minRows: 6, maxRows: 14 }}
        value={text}
        onChange={e => {
          setText(e.target.value)
          setLines(null)
        }}
      />
      {read.error ? <Problem error={read.error} /> : null}
      {lines && (
        <>
          {made.size > 0 && (
            <Alert type="success" showIcon className="jr-note" title={t('已登记 {n} 条', { n: made.size })} />
          )}
          {wrong.length > 0 && (
            <Alert
              type="warning"
              showIcon
              className="jr-note"
              title={t('有 {n} 条要改：请在 Excel 里改好再粘贴一次，现在什么都还没有登记。', { n: wrong.length })}
            />
          )}
          <PastedTable page={page} keys={keys} lines={lines} />
        </>
      )}
      <div className="jt-dialog-end">
        {lines && wrong.length === 0 ? (
          <Button
            type="primary"
            loading={send.isPending}
            disabled={lines.length === 0}
            onClick={() => send.mutate(lines)}
          >
            {t('登记 {n} 条', { n: lines.length })}
          </Button>
        ) : (
          <Button type="primary" loading={read.isPending} disabled={!text.trim()} onClick={() => read.mutate()}>
            {t('检查')}
          </Button>
        )}
      </div>
    </>
  )
}

/** What a cell can say: structures and files cannot be pasted, and records without a search by name neither. */
const isPasted = (page: RecordPage, key: string): boolean => {
  const field = page.kind.fields[key]!
  return !['json', 'files', 'refs', 'days', 'texts', 'instant'].includes(field.kind) && (!field.to || field.to in PATHS)
}

async function readLines(
  page: RecordPage,
  keys: readonly string[],
  text: string,
  start: Record<string, unknown>,
): Promise<Line[]> {
  const block = cellsOf(text)
  const heads = headsOf(page.kind, keys, block[0] ?? [])
  const rows = block
    .map((cells, i) => ({ line: i + 1, cells }))
    .slice(heads.hasHeads ? 1 : 0)
    .filter(row => row.cells.some(Boolean))
  const wanted = namesToFind(
    page.kind,
    heads.keys,
    rows.map(row => row.cells),
  )
  const found: Record<string, Found> = {}
  for (const [to, names] of Object.entries(wanted)) {
    found[to] = {}
    for (const name of names)
      found[to][name] = (await api.get<List<Named>>(PATHS[to]!, { search: name, limit: 30 })).rows
  }
  const records = recordsFrom(page.kind, keys, heads.keys, rows, found, start)
  return records.map((record, i) => ({ ...record, key: newKey(), cells: cellsByKey(keys, heads.keys, rows[i]!.cells) }))
}

const cellsByKey = (
  keys: readonly string[],
  heads: readonly (string | null)[],
  cells: readonly string[],
): readonly string[] => keys.map(key => cells[heads.indexOf(key)] ?? '')

function PastedTable({
  page,
  keys,
  lines,
}: {
  page: RecordPage
  keys: readonly string[]
  lines: readonly Line[]
}): ReactNode {
  return (
    <div className="jr-paste-table">
      <table className="jr-rows">
        <thead>
          <tr>
            <th scope="col">{t('行')}</th>
            {keys.map(key => (
              <th key={key} scope="col">
                {t(page.kind.fields[key]!.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <tr key={line.line}>
              <td className="jt-faint">{line.line}</td>
              {keys.map((key, i) => (
                <td key={key} data-name={t(page.kind.fields[key]!.name)}>
                  {line.cells[i] || shownStart(line.values[key])}
                  {line.faults[key] && <div className="jr-fault">{line.faults[key]}</div>}
                  {i === 0 && line.refused && <div className="jr-fault">{line.refused}</div>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What was not pasted but stands there from the beginning; an id says nothing to a reader. */
const shownStart = (value: unknown): ReactNode => (
  <span className="jt-faint">
    {value === undefined || value === null ? '' : /^[0-9a-f-]{36}$/.test(String(value)) ? t('本单位') : String(value)}
  </span>
)
