import type { ComponentType } from 'react'
import type { RegisterRow } from '../registers/declared.ts'
import { PollutionChain } from './pollution-source/PollutionChain.tsx'

export interface RowViewProps {
  row: RegisterRow
  names: Record<string, string>
}

/** What the page of a row shows above its fields, where fields alone do not say it: packages/web/views/<register>/. */
const VIEWS: Readonly<Record<string, ComponentType<RowViewProps>>> = { 'pollution-source': PollutionChain }

export const viewOf = (register: string): ComponentType<RowViewProps> | undefined => VIEWS[register]
