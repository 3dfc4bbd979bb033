/** A heading line or a table rule; ordinary Chinese text files have neither. */
export function looksLikeMarkdown(text: string): boolean {
  return /^#{1,6} \S/m.test(text) || /^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$/m.test(text)
}

/** Markdown as plain text: marks taken off, table rows with tabs between the cells. */
export function markdownToText(source: string): string {
  const lines: string[] = []
  let fenced = false
  for (const raw of source.split('\n')) {
    if (/^\s*(```|~~~)/.test(raw)) {
      fenced = !fenced
      continue
    }
    if (fenced) {
      lines.push(raw)
      continue
    }
    const line = raw.replace(/^(\s*>)+ ?/, '')
    if (isTableRule(line) || /^\s*([-*_]\s*){3,}$/.test(line)) continue
    lines.push(isTableRow(line) ? tableRow(line) : inline(blockMarks(line)))
  }
  return lines.join('\n').trim()
}

function isTableRule(line: string): boolean {
  return line.includes('-') && line.includes('|') && /^\s*\|?(\s*:?-+:?\s*\|?)+\s*$/.test(line)
}

function isTableRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line)
}

function tableRow(line: string): string {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map(cell => inline(cell.replace(/<br\s*\/?>/gi, ' ').replaceAll('\\|', '|')).trim())
    .join('\t')
}

function blockMarks(line: string): string {
  return line
    .replace(/^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/, '$1')
    .replace(/^\s*[-*+]\s+(\[[ xX]\]\s+)?/, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/ {2,}$/, '')
}

function inline(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![*\w])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![*\w])/g, '$1')
    .replace(/~~(?=\S)(.+?)(?<=\S)~~/g, '$1')
    .replace(/<\/?(b|i|em|strong|u|sub|sup|span|font)(\s[^>]*)?>/gi, '')
    .replace(/\\([\\`*_{}[\]()#+.!|~>-])/g, '$1')
}
