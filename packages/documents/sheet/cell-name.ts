/** cellName(7, 3) is C7. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`
}

export function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}
