import type { getResolvedPDFJS } from 'unpdf'

type Pdfjs = Awaited<ReturnType<typeof getResolvedPDFJS>>
type Matrix = [number, number, number, number, number, number]

/** A straight horizontal or vertical line drawn on the page, in points from the top left corner; `from` < `to`. */
export type Rule = { across: boolean; at: number; from: number; to: number }

type OperatorList = { fnArray: number[]; argsArray: unknown[][] }

// thicker bars are shading or decoration
const THICKEST = 3
const SHORTEST = 4
const MOST_RULES = 20_000

/** The lines tables are drawn with: stroked segments, stroked rectangles and the thin filled rectangles Word writes for borders. */
export function readRules(list: OperatorList, viewport: Matrix, pdfjs: Pdfjs): Rule[] {
  const { OPS, Util } = pdfjs
  const rules: Rule[] = []
  let matrix: Matrix = viewport
  const saved: Matrix[] = []
  const strokes = new Set<number>([OPS.stroke, OPS.closeStroke])
  const fills = new Set<number>([OPS.fill, OPS.eoFill])
  const both = new Set<number>([OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke])
  for (let i = 0; i < list.fnArray.length && rules.length < MOST_RULES; i++) {
    const operator = list.fnArray[i]
    const args = list.argsArray[i] ?? []
    if (operator === OPS.save) saved.push(matrix)
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? viewport
    else if (operator === OPS.transform) matrix = Util.transform(matrix, args as number[]) as Matrix
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(matrix)
      if (Array.isArray(args[0])) matrix = Util.transform(matrix, args[0] as number[]) as Matrix
    } else if (operator === OPS.constructPath) {
      const [paint, [path]] = args as [number, [Float32Array | null]]
      if (!path) continue
      const stroked = strokes.has(paint) || both.has(paint)
      if (stroked || fills.has(paint)) readPath(path, matrix, stroked, rules)
    }
  }
  return rules
}

type Point = [number, number]

// the codes of a path as the library packs it
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const CLOSE = 4

function readPath(path: Float32Array, matrix: Matrix, stroked: boolean, rules: Rule[]): void {
  let points: Point[] = []
  let straight = true
  const finish = (closed: boolean) => {
    if (straight && points.length > 1) addShape(points, closed, stroked, rules)
    points = []
    straight = true
  }
  for (let i = 0; i < path.length; ) {
    const code = path[i++]
    if (code === MOVE || code === LINE) {
      if (code === MOVE) finish(false)
      points.push(apply(matrix, path[i]!, path[i + 1]!))
      i += 2
    } else if (code === CURVE || code === QUADRATIC) {
      straight = false
      i += code === CURVE ? 6 : 4
    } else if (code === CLOSE) finish(true)
    else return
  }
  finish(false)
}

function apply(m: Matrix, x: number, y: number): Point {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
}

function addShape(points: Point[], closed: boolean, stroked: boolean, rules: Rule[]): void {
  const xs = points.map(p => p[0])
  const ys = points.map(p => p[1])
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  const [width, height] = [right - left, bottom - top]
  if (!stroked || points.length === 2) {
    if (height <= THICKEST && width > height && width >= SHORTEST) {
      rules.push({ across: true, at: (top + bottom) / 2, from: left, to: right })
    } else if (width <= THICKEST && height > width && height >= SHORTEST) {
      rules.push({ across: false, at: (left + right) / 2, from: top, to: bottom })
    }
    return
  }
  const ring = closed ? [...points, points[0]!] : points
  for (let i = 1; i < ring.length; i++) addShape([ring[i - 1]!, ring[i]!], false, true, rules)
}
