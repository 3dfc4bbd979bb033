/** Line ends as \n, page feeds as line ends; nothing else of a plain text is touched. */
export function tidyPlainText(text: string): string {
  return text.replace(/\r\n?|\f|\u2028|\u2029|\u0085/g, '\n').replace(/\u00ad/g, '')
}
