import type { ThemeConfig } from 'antd'

/** A bureau's desk: one green on warm greys. States are told by colour and shape and word, never by colour alone. */
export const PALETTE = {
  accent: '#1f6f54',
  accentSoft: '#e6efe9',
  accentFaint: '#f2f6f2',
  ink: '#2b2a26',
  inkSoft: '#6a665d',
  inkFaint: '#958f83',
  paper: '#ffffff',
  desk: '#f4f2ed',
  head: '#f8f6f1',
  line: '#e3ded4',
  lineSoft: '#eeeae2',
  met: '#24724d',
  atRisk: '#96610f',
  notMet: '#ae3226',
  unknown: '#6a665d',
  notApplicable: '#8a8478',
  water: '#2f6f9f',
  earth: '#8a6a3f',
} as const

const FONT =
  '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'

/** The palette as CSS variables (`--jt-accent-soft`), for the style sheets. */
export function applyPalette(): void {
  const style = document.documentElement.style
  for (const [name, colour] of Object.entries(PALETTE)) {
    style.setProperty(`--jt-${name.replace(/[A-Z]/g, c => `-${c.toLowerCase()}`)}`, colour)
  }
  style.setProperty('--jt-font', FONT)
}

export const THEME: ThemeConfig = {
  token: {
    colorPrimary: PALETTE.accent,
    colorLink: PALETTE.accent,
    colorSuccess: PALETTE.met,
    colorWarning: PALETTE.atRisk,
    colorError: PALETTE.notMet,
    colorInfo: PALETTE.water,
    colorTextBase: PALETTE.ink,
    colorTextSecondary: PALETTE.inkSoft,
    colorTextDescription: PALETTE.inkSoft,
    colorTextPlaceholder: PALETTE.inkFaint,
    colorBgLayout: PALETTE.desk,
    colorBorder: '#d5cfc3',
    colorBorderSecondary: PALETTE.line,
    colorSplit: PALETTE.lineSoft,
    colorFillAlter: PALETTE.head,
    colorBgMask: 'rgba(43, 42, 38, 0.2)',
    controlItemBgActive: PALETTE.accentSoft,
    controlItemBgHover: PALETTE.accentFaint,
    fontFamily: FONT,
    fontSize: 14,
    controlHeight: 32,
    borderRadius: 4,
    borderRadiusLG: 6,
    wireframe: false,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Table: {
      headerBg: PALETTE.head,
      headerColor: PALETTE.inkSoft,
      headerSplitColor: 'transparent',
      rowHoverBg: PALETTE.accentFaint,
      rowSelectedBg: PALETTE.accentSoft,
      rowSelectedHoverBg: PALETTE.accentSoft,
      bodySortBg: 'transparent',
      borderColor: PALETTE.lineSoft,
      // 22 px of text + 2 × 4.5 + 1 px of rule: rows of 32.
      cellPaddingBlockSM: 4.5,
      cellPaddingInlineSM: 10,
    },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelColor: PALETTE.inkSoft },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Modal: { titleFontSize: 16 },
    Tabs: { horizontalMargin: '0 0 12px 0' },
    Tree: {
      nodeSelectedBg: PALETTE.accentSoft,
      nodeSelectedColor: PALETTE.accent,
      nodeHoverBg: PALETTE.lineSoft,
      titleHeight: 28,
      indentSize: 14,
    },
    Timeline: { itemPaddingBottom: 14 },
    Descriptions: { itemPaddingBottom: 6, labelColor: PALETTE.inkSoft },
  },
}
