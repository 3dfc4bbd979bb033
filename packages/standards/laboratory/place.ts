/** 1 → A, 28 → AB. */
export function columnLetters(column: number): string {
  return (known[column] ??= lettersOf(column))
}
const known: (string | undefined)[] = []

function lettersOf(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}
