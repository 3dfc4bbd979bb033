import {
  type CodeSystem,
  findLandUseCode,
  type LandUseCode,
  listLandUseCodes,
} from '@jingtu/standards/land-use/codes.ts'
import { plannedUseOf } from '@jingtu/standards/land-use/planned-use.ts'
import { Alert, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { StateTag } from '../parts/StateTag.tsx'

const SYSTEMS: readonly { id: CodeSystem; title: string }[] = [
  { id: '51号', title: '国土空间用地用海分类（自然资办发〔2020〕51号，07、08 类沿用）' },
  { id: '三调', title: '第三次国土调查工作分类' },
  { id: 'GB 50137', title: '城市用地分类（GB 50137-2011）' },
]

const CODE = /(?<![\dA-Za-z])(\d{2,6}[A-Z]?\d?[A-Z]?|[A-Z]\d{0,3})(?![\dA-Za-z])/i

/** What each system calls the code that is written. */
export const readingsOf = (written: string): { system: CodeSystem; code: LandUseCode | undefined }[] => {
  const code = CODE.exec(written.normalize('NFKC').replace(/51号|234号|GB\s*50137(?:-2011)?/gi, ''))?.[1]
  return code ? SYSTEMS.map(({ id }) => ({ system: id, code: findLandUseCode(id, code) })) : []
}

/** Two systems mean different land, or another class of it, by the same digits. */
export function isTrap(written: string): boolean {
  const known = readingsOf(written).flatMap(r => (r.code ? [r.code] : []))
  return known.length > 1 && (new Set(known.map(c => c.name)).size > 1 || new Set(known.map(c => c.class)).size > 1)
}

/** 第一类 or 第二类 of a planned use, and what the same digits mean in another system. */
export function LandUseLookup({ written, onWrite }: { written: string; onWrite: (use: string) => void }): ReactNode {
  const [typed, setTyped] = useState(written)
  const use = plannedUseOf(typed)
  const readings = readingsOf(typed).filter(r => r.code)
  return (
    <>
      <Input.Search
        className="js-use"
        allowClear
        aria-label={t('规划用途')}
        placeholder={t('规划用途或代码，如 0701、08、R2、社区公园、0701+0901')}
        value={typed}
        onChange={e => setTyped(e.target.value)}
        onSearch={onWrite}
      />
      {use && (
        <section className="jt-card jt-card-above" role="status">
          <h2>
            <StateTag
              state={use.certain ? 'met' : 'unknown'}
              word={`GB 36600-2018　${t(use.class)}`}
              title={use.certain ? t('可以确定') : t('不能确定')}
            />
          </h2>
          <p>{use.why}</p>
          {isTrap(typed) && (
            <Alert
              type="warning"
              showIcon
              title={t(
                '同一代码在不同分类里不是同一种地：规划用途以国土空间规划（51号）的代码为准，三调代码说的是现状。请注明分类体系。',
              )}
            />
          )}
          {readings.length > 0 && (
            <table className="js-readings">
              <tbody>
                {readings.map(({ system, code }) => (
                  <tr key={system}>
                    <th scope="row">{system}</th>
                    <td>{code!.code}</td>
                    <td>{code!.name}</td>
                    <td>{code!.class ? t(code!.class) : t('代码本身不足以确定')}</td>
                    <td>{code!.residentialOrPublic && t('一住两公：用途变更前须调查')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      )}
      <div className="js-codes">
        {SYSTEMS.map(({ id, title }) => (
          <figure key={id} className="js-printed">
            <figcaption>
              <b>{id}</b> <small>{title}</small>
            </figcaption>
            <div className="jc-scroll">
              <table>
                <thead>
                  <tr>
                    <th>{t('代码')}</th>
                    <th>{t('名称')}</th>
                    <th>{t('GB 36600 类别')}</th>
                  </tr>
                </thead>
                <tbody>
                  {listLandUseCodes(id).map(code => (
                    <tr key={code.code}>
                      <td>{code.code}</td>
                      <td>{code.name}</td>
                      <td>{code.class ? t(code.class) : '—'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </figure>
        ))}
      </div>
    </>
  )
}
