export type Fonts = { title: string; heading: string; subheading: string; body: string; number: string }

/**
 * Fonts of GB/T 9704-2012. 仿宋, 楷体 and 黑体 come with Windows; where 方正小标宋 is missing Word and WPS show the title in 宋体.
 */
export const FONTS: Fonts = {
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体',
  body: '仿宋',
  number: '宋体',
}

export function fontOf(name: string) {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: name, cs: 'Times New Roman' }
}

/** Control characters are not allowed in XML; Word would call the file damaged. */
export function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, sign => (sign === '\t' ? sign : ' '))
}
