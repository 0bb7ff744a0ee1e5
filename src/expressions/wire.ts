import { ErrorCodes, NodetapError } from '../errors/index.js'
import { expressions } from '../schema/index.js'
import { most } from './bounds.js'
import { ALWAYS, allOf, anyOf, type Comparison, type Expression, type Value } from './expression.js'
import { ExpressionLimits } from './limits.js'

/** Writes an expression into the schema's struct. */
export function writeExpression(
  expression: Expression,
  builder: expressions.ExpressionBuilder,
): void {
  switch (expression.kind) {
    case 'always':
      builder.setAlways()
      return
    case 'not':
      writeExpression(expression.of, builder.initNot())
      return
    case 'compare':
      writeComparison(expression, builder.initCompare())
      return
    default: {
      const { of } = expression
      const list =
        expression.kind === 'all' ? builder.initAll(of.length) : builder.initAny(of.length)
      of.forEach((part, i) => {
        writeExpression(part, list.get(i))
      })
    }
  }
}

function writeComparison(comparison: Comparison, builder: expressions.ComparisonBuilder): void {
  builder.field = comparison.field
  builder.operator = expressions.Operator[comparison.operator]
  const list = builder.initValues(comparison.values.length)
  comparison.values.forEach((value, i) => {
    const entry = list.get(i)
    if (typeof value === 'number') entry.number = value
    else if (typeof value === 'string') entry.text = value
    else if (typeof value === 'boolean') entry.flag = value
    else entry.bytes = value
  })
}

/**
 * Reads an expression that another process sent, in its shortest form. Throws INVALID_ARGUMENT
 * for one beyond the limits, or with members that this version does not know, before it takes
 * memory for them. Whether it makes sense, `checkExpression` tells.
 */
export function readExpression(reader: expressions.ExpressionReader): Expression {
  return new ExpressionSource().expression(reader, 1)
}

/** Counts while it reads: what one list refers to twice is read twice. */
class ExpressionSource {
  #nodes = 0
  #values = 0

  expression(reader: expressions.ExpressionReader, depth: number): Expression {
    this.#nodes++
    most('conditions', this.#nodes, ExpressionLimits.maxNodes)
    most('levels', depth, ExpressionLimits.maxDepth)
    const { ExpressionWhich } = expressions
    switch (reader.which()) {
      case ExpressionWhich.always:
        return ALWAYS
      case ExpressionWhich.all:
        return allOf(this.#list(reader.all, depth))
      case ExpressionWhich.any:
        return anyOf(this.#list(reader.any, depth))
      case ExpressionWhich.not:
        return { kind: 'not', of: this.expression(reader.not, depth + 1) }
      case ExpressionWhich.compare:
        return this.#comparison(reader.compare)
      default:
        throw unknown('condition', reader.which())
    }
  }

  #list(
    list: { readonly length: number; get(i: number): expressions.ExpressionReader },
    depth: number,
  ): Expression[] {
    most('conditions', this.#nodes + list.length, ExpressionLimits.maxNodes)
    if (list.length === 0) {
      throw new NodetapError(ErrorCodes.InvalidArgument, 'A list of no conditions says nothing')
    }
    return Array.from({ length: list.length }, (_, i) => this.expression(list.get(i), depth + 1))
  }

  #comparison(reader: expressions.ComparisonReader): Comparison {
    const operator = expressions.OperatorNames[reader.operator]
    if (operator === undefined) throw unknown('operator', reader.operator)
    const list = reader.values
    this.#values += list.length
    most('values of a condition', list.length, ExpressionLimits.maxValues)
    most('values', this.#values, ExpressionLimits.maxTotalValues)
    const { field } = reader
    most("characters of a field's name", field.length, ExpressionLimits.maxFieldCharacters)
    const values = Array.from({ length: list.length }, (_, i) => readValue(list.get(i)))
    return { kind: 'compare', field, operator, values }
  }
}

function readValue(reader: expressions.ValueReader): Value {
  const { ValueWhich } = expressions
  switch (reader.which()) {
    case ValueWhich.number:
      return reader.number
    case ValueWhich.text: {
      const { text } = reader
      most('bytes of a value', Buffer.byteLength(text), ExpressionLimits.maxValueBytes)
      return text
    }
    case ValueWhich.bytes: {
      const { bytes } = reader
      most('bytes of a value', bytes.length, ExpressionLimits.maxValueBytes)
      // A copy: the message is not kept.
      return Uint8Array.from(bytes)
    }
    case ValueWhich.flag:
      return reader.flag
    default:
      throw unknown('value', reader.which())
  }
}

function unknown(what: string, number: number): NodetapError {
  return new NodetapError(
    ErrorCodes.InvalidArgument,
    `This version knows no ${what} of the number ${number}`,
  )
}
