import { type Output, styled } from '../context.js'

/** Styles text for an output; what makes lines need not know the output. */
export type Styler = (style: Parameters<typeof styled>[1], text: string) => string

export function stylerFor(output: Output): Styler {
  return (style, text) => styled(output, style, text)
}
