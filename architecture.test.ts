/** The folder list is the architecture: who may import whom, from which file names, with which dependencies. */
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = import.meta.dirname
const PACKAGES = join(ROOT, 'packages')

/** Which packages of ours each may import; `web` may besides take types, and only types, from the server. */
const MAY_IMPORT: Record<string, string[]> = {
  core: [],
  standards: ['core'],
  plans: ['core'],
  geo: ['core'],
  registers: ['core', 'standards'],
  programme: ['core', 'standards', 'registers'],
  documents: ['core'],
  store: ['core'],
  server: ['core', 'standards', 'plans', 'geo', 'registers', 'programme', 'documents', 'store'],
  web: ['core', 'standards', 'registers', 'programme', 'plans', 'documents/sheet'],
}
/** No input or output: these run in the browser as they run here. */
const PURE = new Set(['core', 'standards', 'plans', 'geo', 'registers', 'programme'])
const VAGUE = /^(utils?|helpers?|common|misc|shared|types|lib)$/
const MOST_LINES = 400
const BUILTIN = new Set(builtinModules.filter(name => !name.startsWith('node:')))

interface Import {
  specifier: string
  typeOnly: boolean
}
interface Source {
  path: string
  pkg: string
  /** Tests and what only tests import may look across packages and use development dependencies. */
  isTest: boolean
  text: string
  imports: Import[]
}
interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** The specifiers a file imports, in whatever form; comments do not count. */
function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const found: Import[] = []
  for (const m of code.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[\w$*\s{},]+?\s+from\s+)?(['"])([^'"\n]+)\2/gm))
    found.push({ specifier: m[3]!, typeOnly: Boolean(m[1]) })
  for (const m of code.matchAll(/\b(?:import|require|require\.resolve|import\.meta\.resolve)\(\s*(['"])([^'"\n]+)\1/g))
    found.push({ specifier: m[2]!, typeOnly: false })
  return found
}

function listSources(): Source[] {
  return readdirSync(PACKAGES, { recursive: true, withFileTypes: true })
    .filter(e => e.isFile() && /\.tsx?$/.test(e.name))
    .map(e => relative(ROOT, join(e.parentPath, e.name)))
    .filter(path => !/(^|[\\/])(node_modules|dist)[\\/]/.test(path))
    .map(path => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      const isTest = /\.test\.tsx?$/.test(path) || /^testing\b/.test(basename(path)) || /[\\/]testing[\\/]/.test(path)
      return { path: path.split(sep).join('/'), pkg: path.split(sep)[1]!, isTest, text, imports: importsOf(text) }
    })
}

const manifestOf = (pkg: string): Manifest => JSON.parse(readFileSync(join(PACKAGES, pkg, 'package.json'), 'utf8'))

const sources = listSources()
const runtime = sources.filter(s => !s.isTest && !/\.config\.ts$/.test(s.path))

function faults(judge: (source: Source, i: Import) => string | undefined, among = runtime): string[] {
  return among.flatMap(source =>
    source.imports.flatMap(i => {
      const fault = judge(source, i)
      return fault ? [`${source.path} imports ${i.specifier}: ${fault}`] : []
    }),
  )
}

/** `@jingtu/store/open.ts` → store, open.ts; a relative path that leaves its package counts too. */
function ownTarget(source: Source, specifier: string): { pkg: string; rest: string } | undefined {
  const own = /^@jingtu\/([^/]+)\/(.+)$/.exec(specifier)
  if (own) return { pkg: own[1]!, rest: own[2]! }
  if (!specifier.startsWith('.')) return undefined
  const [folder, pkg, ...rest] = join(dirname(source.path), specifier).split(sep)
  return folder === 'packages' && pkg === source.pkg ? undefined : { pkg: pkg ?? '?', rest: rest.join('/') }
}

describe('the way imports go', () => {
  it('reads every form of import', () => {
    const text = [
      "import { a } from 'one'",
      "import type { B } from 'two'",
      'import * as c from "three"',
      "import 'four'",
      "export { d } from 'five'",
      "const e = await import('six')",
      "import {\n  f,\n  type G,\n} from 'seven'",
      "// import x from 'no'",
      "/* import y from 'no' */",
    ].join('\n')
    expect(importsOf(text).map(i => i.specifier)).toEqual(['one', 'two', 'three', 'four', 'five', 'seven', 'six'])
    expect(importsOf(text).filter(i => i.typeOnly)).toEqual([{ specifier: 'two', typeOnly: true }])
  })

  it('knows every package', () => {
    expect(sources.length).toBeGreaterThan(40)
    expect([...new Set(sources.map(s => s.pkg))].filter(pkg => !(pkg in MAY_IMPORT))).toEqual([])
  })

  it('goes one way between packages', () => {
    expect(
      faults((source, { specifier, typeOnly }) => {
        const to = ownTarget(source, specifier)
        if (!to || to.pkg === source.pkg) return undefined
        if (specifier.startsWith('.')) return 'another package is imported by its name, @jingtu/…'
        if (source.pkg === 'web' && to.pkg === 'server')
          return typeOnly ? undefined : 'web takes only types from server'
        const allowed = MAY_IMPORT[source.pkg] ?? []
        const fits = allowed.some(a => a === to.pkg || `${to.pkg}/${to.rest}`.startsWith(`${a}/`))
        return fits ? undefined : `${source.pkg} may import ${allowed.join(', ') || 'nothing of ours'}`
      }),
    ).toEqual([])
  })

  it('names its own files relatively and with their ending', () => {
    expect(
      faults((source, { specifier }) => {
        if (specifier.startsWith(`@jingtu/${source.pkg}/`)) return 'its own package is imported relatively'
        return specifier.startsWith('.') && !/\.(tsx?|css|json|svg)$/.test(specifier)
          ? 'the file ending is missing'
          : undefined
      }, sources),
    ).toEqual([])
  })

  it('takes nothing from npm that the package does not declare', () => {
    const own = Object.fromEntries(Object.keys(MAY_IMPORT).map(pkg => [pkg, {} as Manifest]))
    for (const pkg of new Set(sources.map(s => s.pkg))) own[pkg] = manifestOf(pkg)
    const root = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest
    const judge =
      (withDevelopment: boolean) =>
      (source: Source, { specifier, typeOnly }: Import) => {
        if (/^(\.|@jingtu\/|node:)/.test(specifier) || BUILTIN.has(specifier)) return undefined
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/')
        if (own[source.pkg]!.dependencies?.[name]) return undefined
        const types = `@types/${name}`
        const development = { ...root.devDependencies, ...own[source.pkg]!.devDependencies }
        if (typeOnly && (development[types] || development[name])) return undefined
        if (withDevelopment && development[name]) return undefined
        // A test may use what another package of ours runs on.
        if (withDevelopment && Object.values(own).some(m => m.dependencies?.[name])) return undefined
        return development[name] ? 'a development dependency in runtime code' : 'not in its package.json'
      }
    expect(faults(judge(false))).toEqual([])
    expect(
      faults(
        judge(true),
        sources.filter(s => !runtime.includes(s)),
      ),
    ).toEqual([])
  })

  it('keeps the pure packages free of input and output', () => {
    expect(
      faults((source, { specifier }) =>
        PURE.has(source.pkg) && (specifier.startsWith('node:') || BUILTIN.has(specifier.split('/')[0]!))
          ? `${source.pkg} is pure`
          : undefined,
      ),
    ).toEqual([])
  })

  it('names Node’s modules with node:', () => {
    expect(
      faults((_, { specifier }) => (BUILTIN.has(specifier) ? 'write node: before it' : undefined), sources),
    ).toEqual([])
  })

  it('keeps what is for tests out of running code', () => {
    expect(
      faults((_, { specifier }) => (/(^|\/)testing\b|\.test\./.test(specifier) ? 'this is for tests only' : undefined)),
    ).toEqual([])
  })
})

describe('the files', () => {
  it('are named for their concept', () => {
    const vague = sources.filter(s => s.path.split('/').some(part => VAGUE.test(part.replace(/(\.test)?\.tsx?$/, ''))))
    expect(vague.map(s => s.path)).toEqual([])
  })

  it(`can be read in one sitting (at most ${MOST_LINES} lines)`, () => {
    const long = sources.filter(s => s.text.split('\n').length - 1 > MOST_LINES)
    expect(long.map(s => `${s.path}: ${s.text.split('\n').length - 1}`)).toEqual([])
  })

  it('use only TypeScript that Node strips: no enums, no namespaces', () => {
    const built = sources.filter(s => /^\s*(export\s+)?(const\s+)?(enum|namespace)\s+\w+\s*\{/m.test(s.text))
    expect(built.map(s => s.path)).toEqual([])
  })
})
