import { f } from '@jingtu/core/field.ts'

const content = { hint: 'mg/kg，可写 <0.01' }

/** What a sample of soil or product holds of the five metals, as a laboratory writes it: cells of embedded rows. */
export const CONTENTS = {
  cadmium: f.text('镉', content),
  mercury: f.text('汞', content),
  arsenic: f.text('砷', content),
  lead: f.text('铅', content),
  chromium: f.text('铬', content),
}
