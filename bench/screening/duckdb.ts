/**
 * The same verdicts in SQL. The limits go in as the tables print them; rotation, unknown pH, unknown land use and units are
 * worked out in SQL, independently of the evaluator that is measured.
 */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { INTERVENTION, OTHER_ITEMS, SCREENING } from '@jingtu/standards/gb15618-2018/table.ts'
import { BASIC, OTHER } from '@jingtu/standards/gb36600-2018/table.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import type { Vocabulary } from './made-up-results.ts'

const quote = (text: string | null): string => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`)
const rows = (all: (string | number | null)[][]): string =>
  all.map(r => `(${r.map(v => (typeof v === 'number' ? v : quote(v))).join(',')})`).join(',')

export const openDuckDB = async (): Promise<DuckDBConnection> => (await DuckDBInstance.create(':memory:')).connect()

/** pH conditions 0–3: the bands; 4: unknown. Land uses 0–3: 水田, 其他, 水旱轮作, 果园; 4: unknown. Conditions: pH × 5 + use. */
export async function loadLimits(db: DuckDBConnection, vocabulary: Vocabulary): Promise<void> {
  await db.run(`CREATE TABLE printed_15618 AS SELECT item, use, band, screening::DECIMAL(18,8) AS screening FROM (VALUES
    ${rows(SCREENING.flatMap(i => i.rows.flatMap(r => r.values.map((v, band) => [i.substance, r.use, band, v]))))},
    ${rows(OTHER_ITEMS.flatMap(i => [0, 1, 2, 3].map(band => [i.substance, null, band, i.value])))}) t(item, use, band, screening)`)
  await db.run(`CREATE TABLE control_15618 AS SELECT item, band, control::DECIMAL(18,8) AS control FROM (VALUES
    ${rows(INTERVENTION.flatMap(i => i.values.map((v, band) => [i.substance, band, v])))}) t(item, band, control)`)
  await db.run(`CREATE TABLE printed_36600 AS SELECT item, class, screening::DECIMAL(18,8) AS screening, control::DECIMAL(18,8) AS control FROM (VALUES
    ${rows(
      [...BASIC, ...OTHER].flatMap(([, item, , s1, s2, c1, c2]) => [
        [item, 0, s1, c1],
        [item, 1, s2, c2],
      ]),
    )}) t(item, class, screening, control)`)
  await db.run(`CREATE TABLE words AS SELECT (row_number() OVER () - 1)::USMALLINT AS word, substance, unit, item, factor FROM (VALUES
    ${rows(
      vocabulary.names.flatMap(name =>
        vocabulary.units.map(([unit, factor]) => [name, unit, findSubstance(name)?.id ?? null, factor]),
      ),
    )}) t(substance, unit, item, factor)`)
  await db.run(`CREATE TABLE places AS SELECT land_use, use, place::UTINYINT AS place, class::UTINYINT AS class FROM (VALUES
    ${rows(vocabulary.places)}) t(land_use, use, place, class)`)
  // 表1注②: rotation takes the stricter of 水田 and 其他; 果园 is a column of its own only for copper.
  await db.run(`CREATE TABLE cell_15618 AS
    WITH item AS (SELECT DISTINCT item, band FROM printed_15618),
    wide AS (SELECT item, band,
        (SELECT any_value(screening) FROM printed_15618 p WHERE p.item = i.item AND p.band = i.band AND use = '水田') AS paddy,
        (SELECT any_value(screening) FROM printed_15618 p WHERE p.item = i.item AND p.band = i.band AND use = '果园') AS orchard,
        (SELECT any_value(screening) FROM printed_15618 p WHERE p.item = i.item AND p.band = i.band AND (use = '其他' OR use IS NULL)) AS other
      FROM item i)
    SELECT item, band, 0 AS use, coalesce(paddy, other) AS screening FROM wide
    UNION ALL SELECT item, band, 1, other FROM wide
    UNION ALL SELECT item, band, 2, least(coalesce(paddy, other), other) FROM wide
    UNION ALL SELECT item, band, 3, coalesce(orchard, other) FROM wide`)
  await db.run(`CREATE TABLE depends_on_ph AS
    SELECT DISTINCT item FROM (SELECT item FROM printed_15618 GROUP BY item, use HAVING count(DISTINCT screening) > 1)`)
  await db.run(`CREATE TABLE condition AS SELECT ph, use, (ph * 5 + use) AS c FROM range(5) p(ph), range(5) u(use)`)
  await db.run(`CREATE TABLE open_15618 AS
    SELECT cell_15618.item, c, min(screening) AS lowest, max(screening) AS highest, max(control) AS control,
      any_value(ph) = 4 AND cell_15618.item IN (FROM depends_on_ph) AS withheld
    FROM condition JOIN cell_15618
        ON (ph = 4 OR ph = cell_15618.band) AND (condition.use = 4 OR condition.use = cell_15618.use)
      LEFT JOIN control_15618 ON control_15618.item = cell_15618.item AND control_15618.band = cell_15618.band
    GROUP BY cell_15618.item, c`)
  // A limit in the unit of a word, rounded once to a double; unknown names and foreign units have none and never comply.
  const inUnit = (limit: string): string => `(${limit}::DECIMAL(22,8) * factor::DECIMAL(14,6))::VARCHAR::DOUBLE`
  const usable = 'factor IS NOT NULL AND words.item IS NOT NULL'
  await db.run(`CREATE TABLE limit_15618 AS
    SELECT (word::UINTEGER * 25 + condition.c)::UINTEGER AS k,
      CASE WHEN ${usable} AND NOT withheld THEN ${inUnit('lowest')} ELSE -1 END AS complies,
      CASE WHEN ${usable} THEN ${inUnit('highest')} ELSE 'Infinity' END AS screening,
      CASE WHEN ${usable} AND control IS NOT NULL THEN ${inUnit('control')} ELSE 'Infinity' END AS control,
      words.item IS NOT NULL AND open_15618.item IS NULL AS unlimited
    FROM words CROSS JOIN condition LEFT JOIN open_15618 ON open_15618.item = words.item AND open_15618.c = condition.c
    ORDER BY k`)
  await db.run(`CREATE TABLE limit_36600 AS
    SELECT (word::UINTEGER * 2 + classes.class)::UINTEGER AS k,
      CASE WHEN ${usable} THEN ${inUnit('screening')} ELSE -1 END AS complies,
      CASE WHEN ${usable} THEN ${inUnit('screening')} ELSE 'Infinity' END AS screening,
      CASE WHEN ${usable} THEN ${inUnit('control')} ELSE 'Infinity' END AS control,
      words.item IS NOT NULL AND printed.item IS NULL AS unlimited
    FROM words CROSS JOIN range(2) classes(class)
      LEFT JOIN printed_36600 printed ON printed.item = words.item AND printed.class = classes.class
    ORDER BY k`)
}

const readCsv = (
  path: string,
): string => `read_csv(${quote(path)}, header = true, delim = ',', quote = '"', escape = '"',
  auto_detect = false, columns = {'sample': 'VARCHAR', 'substance': 'VARCHAR', 'value': 'VARCHAR', 'unit': 'VARCHAR',
  'pH': 'DOUBLE', 'landUse': 'VARCHAR', 'use': 'VARCHAR'})`

/** What a cell says: 0 a value, 1 below, 2 above, 3 not detected. */
const KIND = `CASE WHEN value[1] = '<' THEN 1 WHEN value[1] = '>' THEN 2 WHEN value IN ('ND', '未检出') THEN 3 ELSE 0 END::UTINYINT`
const NUMBER = `CASE WHEN value[1] IN ('<', '>') THEN try_cast(value[2:] AS DOUBLE) ELSE try_cast(value AS DOUBLE) END`
const BAND = `CASE WHEN pH IS NULL THEN 4 WHEN pH <= 5.5 THEN 0 WHEN pH <= 6.5 THEN 1 WHEN pH <= 7.5 THEN 2 ELSE 3 END`
const decoded = (csv: string): string => `
  SELECT csv.*, word, ${KIND} AS kind, ${NUMBER} AS v, (${BAND} * 5 + place)::UTINYINT AS c, class
  FROM ${csv} AS csv
    JOIN words ON words.substance = csv.substance AND words.unit = coalesce(csv.unit, '')
    JOIN places ON places.land_use = coalesce(csv.landUse, '') AND places.use = coalesce(csv.use, '')`

/** Codes as in packages/standards/columnar/codes.ts. */
const verdict = (l: string): string => `CASE WHEN ${l}.unlimited THEN 4
  WHEN kind = 0 THEN CASE WHEN v <= ${l}.complies THEN 0 WHEN v <= ${l}.screening THEN 3 WHEN v <= ${l}.control THEN 1 ELSE 2 END
  WHEN kind = 1 THEN CASE WHEN v <= ${l}.complies THEN 0 ELSE 3 END
  WHEN kind = 2 THEN CASE WHEN v >= ${l}.control THEN 2 WHEN v >= ${l}.screening THEN 1 ELSE 3 END
  ELSE 3 END::UTINYINT`
const judged = (results: string): string => `
  SELECT sample, word, ${verdict('f')} AS farmland, ${verdict('b')} AS construction, c >= 20 AS unknown_ph
  FROM ${results} AS r
    JOIN limit_15618 f ON f.k = r.word::UINTEGER * 25 + r.c
    JOIN limit_36600 b ON b.k = r.word::UINTEGER * 2 + r.class`
/** An exceedance stands whatever is missing; otherwise what cannot be judged, or a missing pH, leaves it open. */
const worst = (
  flags: string,
  withheld: string,
): string => `CASE WHEN ${flags} & 4 <> 0 THEN 2 WHEN ${flags} & 2 <> 0 THEN 1
  WHEN ${flags} & 8 <> 0 THEN 3 WHEN ${flags} & 1 <> 0 THEN CASE WHEN ${withheld} THEN 3 ELSE 0 END
  WHEN ${flags} & 16 <> 0 THEN 4 ELSE 3 END::UTINYINT`

export const PER_SAMPLE = `CREATE OR REPLACE TABLE per_sample AS
  SELECT sample, ${worst('farmland', 'unknown_ph')} AS farmland, ${worst('construction', 'false')} AS construction FROM (
    SELECT sample, bit_or((1 << farmland)::UTINYINT) AS farmland, bit_or((1 << construction)::UTINYINT) AS construction,
      bool_or(unknown_ph) AS unknown_ph
    FROM verdicts GROUP BY sample)`
export const COUNTS = `CREATE OR REPLACE TABLE counts AS
  SELECT word, farmland, construction, count(*) AS results FROM verdicts GROUP BY ALL`

/** (b) From the file to verdicts a result, verdicts a sample, and counts. */
export const fromCsv = (path: string): string[] => [
  `CREATE OR REPLACE TABLE verdicts AS ${judged(`(${decoded(readCsv(path))})`)}`,
  PER_SAMPLE,
  COUNTS,
]

/**
 * Results as numbers in the order of the file, each row's conditions beside it so that no join with samples is needed. `row`
 * is for comparing only.
 */
export async function loadEncoded(db: DuckDBConnection, path: string): Promise<void> {
  await db.run(`CREATE TABLE encoded AS
    SELECT row::UINTEGER AS row, substr(sample, 3)::UINTEGER AS sample, word, kind, coalesce(v, 0) AS v, c, class
    FROM (${decoded(`(SELECT row_number() OVER () AS row, * FROM ${readCsv(path)})`)}) ORDER BY row`)
}
/** Every verdict, by result and by sample, in the order of the file. */
export const RESULTS_IN_ORDER = `SELECT verdicts.farmland, verdicts.construction FROM encoded
  JOIN verdicts ON encoded.sample = right(verdicts.sample::VARCHAR, 7)::UINTEGER AND encoded.word = verdicts.word
  ORDER BY encoded.row`
export const SAMPLES_IN_ORDER = `SELECT farmland, construction FROM per_sample ORDER BY right(sample::VARCHAR, 7)::UINTEGER`

/** (a) The same from encoded columns. */
export const FROM_ENCODED: string[] = [`CREATE OR REPLACE TABLE verdicts AS ${judged('encoded')}`, PER_SAMPLE, COUNTS]
