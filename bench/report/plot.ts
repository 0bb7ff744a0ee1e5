import { parse, View } from 'vega'
import { compile } from 'vega-lite'
import type { Axis, Curve } from '../harness/bench.js'

/** A curve as SVG: medians as lines, quartiles as bars. */
export async function plot({ title, x, y, lines }: Curve): Promise<string> {
  const values = lines.flatMap(({ name, points }) =>
    points
      .filter(point => Number.isFinite(point.y.median))
      .map(point => ({
        line: name,
        x: point.x,
        y: point.y.median,
        low: point.y.low,
        high: point.y.high,
      })),
  )
  const { spec } = compile({
    title,
    width: 520,
    height: 260,
    background: 'white',
    data: { values },
    encoding: {
      color: { field: 'line', type: 'nominal', title: null, sort: lines.map(it => it.name) },
    },
    layer: [
      {
        mark: { type: 'line', point: true },
        encoding: {
          x: { field: 'x', type: 'quantitative', title: x.label, ...styleOf(x) },
          y: { field: 'y', type: 'quantitative', title: y.label, ...styleOf(y) },
        },
      },
      {
        mark: { type: 'rule', opacity: 0.5 },
        encoding: {
          x: { field: 'x', type: 'quantitative' },
          y: { field: 'low', type: 'quantitative', title: y.label },
          y2: { field: 'high' },
        },
      },
    ],
  })
  return new View(parse(spec), { renderer: 'none' }).toSVG()
}

/** Numbers as 10k and 2M. */
function styleOf({ logarithmic }: Axis) {
  return { scale: { type: logarithmic ? 'log' : 'linear' }, axis: { format: '~s' } } as const
}
