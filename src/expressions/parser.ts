import {
  ALWAYS,
  allOf,
  anyOf,
  type Comparison,
  type Expression,
  type Operator,
  type Value,
} from './expression.js'
import { ALL_TRACEPOINTS, type ConditionField, findField } from './fields.js'
import { ExpressionLimits } from './limits.js'
import { literal } from './literals.js'
import { errorAt, quotedShort, rememberSource, type Span } from './source-text.js'
import { looksLikeNetwork, parseSubnet } from './subnet.js'
import { type Token, tokenize } from './tokens.js'

const SIGNS: Readonly<Record<string, Operator>> = {
  '=': 'equal',
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  '&': 'anyBits',
}

const WORDS: Readonly<Record<string, Operator>> = {
  in: 'in',
  between: 'between',
  prefix: 'prefix',
  startswith: 'prefix',
  contains: 'contains',
  has: 'allBits',
}

/**
 * The expression that a text says. Values are read as what their fields are; whether the fields
 * exist and the operators fit them, `checkExpression` tells.
 *
 * @throws NodetapError `INVALID_ARGUMENT`, pointing at the column
 */
export function parse(text: string): Expression {
  return new Parser(text).whole()
}

class Parser {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokenize(text)
  }

  whole(): Expression {
    const expression = this.#either()
    const rest = this.#token
    if (rest.kind !== 'end') {
      throw this.#error(`"and", "or" or the end is wanted, not ${quotedShort(rest.value)}`, rest)
    }
    return expression
  }

  #either(): Expression {
    this.#depth++
    if (this.#depth > ExpressionLimits.maxDepth) {
      throw this.#error(`More than ${ExpressionLimits.maxDepth} levels`, this.#token)
    }
    const parts = [this.#both()]
    while (this.#skip('or') || this.#skip('||')) parts.push(this.#both())
    this.#depth--
    return anyOf(parts)
  }

  #both(): Expression {
    const parts = [this.#unary()]
    while (this.#skip('and') || this.#skip('&&')) parts.push(this.#unary())
    return allOf(parts)
  }

  #unary(): Expression {
    let negations = 0
    while (this.#skip('not') || this.#skip('!')) {
      negations++
      if (this.#depth + negations > ExpressionLimits.maxDepth) {
        throw this.#error(`More than ${ExpressionLimits.maxDepth} levels`, this.#token)
      }
    }
    let expression = this.#primary()
    for (; negations > 0; negations--) expression = { kind: 'not', of: expression }
    return expression
  }

  #primary(): Expression {
    if (this.#skip('(')) {
      const expression = this.#either()
      this.#expect(')')
      return expression
    }
    if (this.#skip('true')) return ALWAYS
    return this.#comparison()
  }

  #comparison(): Expression {
    const name = this.#token
    if (name.kind !== 'word' || !/^[A-Za-z]\w*$/.test(name.value) || isReserved(name)) {
      const what = name.kind === 'end' ? 'the end' : quotedShort(name.value)
      throw this.#error(`The name of a field is wanted, not ${what}`, name)
    }
    this.#at++
    const field = findField(name.value, ALL_TRACEPOINTS)
    const sign = this.#token
    const negated = this.#skip('not')
    const operator = this.#operator(name, field, negated)
    if (operator === null) {
      return this.#made(name, name, 'equal', [[true, name]])
    }
    const made = this.#values(name, sign, operator, field)
    return negated ? { kind: 'not', of: made } : made
  }

  /** Null where there is none because a flag's name says it all. */
  #operator(name: Token, field: ConditionField | undefined, negated: boolean): Operator | null {
    const token = this.#token
    const word = token.value.toLowerCase()
    const operator =
      token.kind === 'sign' && !negated
        ? SIGNS[token.value]
        : token.kind === 'word' && Object.hasOwn(WORDS, word)
          ? WORDS[word]
          : undefined
    if (operator !== undefined) {
      this.#at++
      if (word === 'has' && !this.#skip('bits')) {
        throw this.#error('"has bits" is wanted', this.#token)
      }
      return operator
    }
    const isFlag = field === undefined || field.family === 'flag'
    if (isFlag && !negated && (token.kind !== 'word' || isReserved(token))) return null
    throw this.#error(
      `An operator is wanted behind ${name.value}: =, !=, <, <=, >, >=, in, between, prefix, contains, &, has bits`,
      token,
    )
  }

  #values(
    name: Token,
    sign: Span,
    operator: Operator,
    field: ConditionField | undefined,
  ): Comparison {
    if (operator === 'between') {
      const least = this.#value(field)
      if (!this.#skip('and')) this.#expect('..')
      return this.#made(name, sign, 'between', [least, this.#value(field)])
    }
    if (operator !== 'in') {
      if (operator === 'equal' || operator === 'notEqual') this.#refuseHost(name, field)
      const value = this.#value(field)
      if (operator === 'equal' && this.#skip('..')) {
        return this.#made(name, sign, 'between', [value, this.#value(field)])
      }
      return this.#made(name, sign, operator, [value])
    }
    if (!this.#skip('(')) {
      const token = this.#token
      const value = this.#value(field)
      if (this.#skip('..')) {
        return this.#made(name, sign, 'between', [value, this.#value(field)])
      }
      return this.#made(name, sign, this.#isSubnet(token, field) ? 'inSubnet' : 'in', [value])
    }
    const tokens: Token[] = []
    const values: (readonly [Value, Span])[] = []
    do {
      if (values.length >= ExpressionLimits.maxValues) {
        throw this.#error(`More than ${ExpressionLimits.maxValues} values`, this.#token)
      }
      tokens.push(this.#token)
      values.push(this.#value(field))
    } while (this.#skip(','))
    this.#expect(')')
    const subnets = tokens.filter(token => this.#isSubnet(token, field)).length
    const other = tokens.find(token => !this.#isSubnet(token, field))
    if (subnets > 0 && other !== undefined) {
      throw this.#error(
        'Networks and whole addresses do not go into one list: join two conditions by "or"',
        other,
      )
    }
    return this.#made(name, sign, subnets > 0 ? 'inSubnet' : 'in', values)
  }

  /** A host or network without a port equals no address: another operator is meant. */
  #refuseHost(name: Token, field: ConditionField | undefined): void {
    const token = this.#token
    if (name.value !== 'address' || !this.#isSubnet(token, field)) return
    throw this.#error(
      `No address equals ${quotedShort(token.value)}, as addresses have ports: "${name.value} in ${token.value}" takes all of them`,
      token,
    )
  }

  /** Whether a value of an address, unquoted, is a network rather than an address with its port. */
  #isSubnet(token: Token, field: ConditionField | undefined): boolean {
    const mayBe = field === undefined || field.family === 'text'
    if (!mayBe || token.kind !== 'word') return false
    if (parseSubnet(token.value) !== null) return true
    if (field === undefined || !looksLikeNetwork(token.value)) return false
    throw this.#error(
      `${quotedShort(token.value)} is no network: a prefix has up to ${token.value.includes(':') ? 128 : 32} bits`,
      token,
    )
  }

  #value(field: ConditionField | undefined): readonly [Value, Span] {
    const token = this.#token
    if (token.kind !== 'text' && (token.kind !== 'word' || isKeyword(token))) {
      const what = token.kind === 'end' ? 'the end' : quotedShort(token.value)
      throw this.#error(`A value is wanted, not ${what}`, token)
    }
    this.#at++
    return [literal(token, field, this.#text), token]
  }

  #made(
    name: Token,
    operatorSpan: Span,
    operator: Operator,
    values: readonly (readonly [Value, Span])[],
  ): Comparison {
    const comparison: Comparison = {
      kind: 'compare',
      field: name.value,
      operator,
      values: values.map(([value]) => value),
    }
    rememberSource(comparison, {
      text: this.#text,
      field: name,
      operator: operatorSpan,
      values: values.map(([, span]) => span),
    })
    return comparison
  }

  get #token(): Token {
    // The last one is the end, and nothing goes past it.
    return this.#tokens[this.#at] as Token
  }

  /** Goes past a sign or keyword if it is next. */
  #skip(value: string): boolean {
    const token = this.#token
    if (token.kind !== 'sign' && token.kind !== 'word') return false
    const written = token.kind === 'word' ? token.value.toLowerCase() : token.value
    if (written !== value) return false
    this.#at++
    return true
  }

  #expect(value: string): void {
    const token = this.#token
    if (this.#skip(value)) return
    const what = token.kind === 'end' ? 'the end' : quotedShort(token.value)
    throw this.#error(`"${value}" is wanted, not ${what}`, token)
  }

  #error(message: string, span: Span): Error {
    return errorAt(message, this.#text, span)
  }
}

const JOINING = new Set(['and', 'or', 'not'])

/** Whether a word joins conditions, so that it is no value unless quoted. */
export function isKeyword(token: Pick<Token, 'value'>): boolean {
  return JOINING.has(token.value.toLowerCase())
}

/** Whether a word cannot be a field's name. */
function isReserved(token: Token): boolean {
  const word = token.value.toLowerCase()
  return JOINING.has(word) || Object.hasOwn(WORDS, word)
}
