/** Conditions on events and what else chooses some of them: the language, and its evaluation. */

export { checkExpression } from './check.js'
export { compose } from './compose.js'
export { evaluate } from './evaluate.js'
export {
  ALWAYS,
  allOf,
  anyOf,
  type Comparison,
  comparisonsOf,
  type Expression,
  type Operator,
  type Value,
} from './expression.js'
export { fieldHint } from './field-hint.js'
export {
  type ConditionField,
  directionOf,
  type FieldFamily,
  fieldNames,
  findField,
  fixedText,
} from './fields.js'
export {
  checkFilter,
  type Filter,
  isNoFilter,
  mayMeet,
  NO_FILTER,
  readFilter,
  writeFilter,
} from './filter.js'
export { formatExpression } from './format.js'
export { ExpressionLimits } from './limits.js'
export { exactRange, type NumberRange } from './number-range.js'
export { parseExpression } from './parse-expression.js'
export { RateLimit } from './rate-limit.js'
export { sampleHash, sampleHashOfNumber } from './sampling.js'
export { specialise } from './specialise.js'
export {
  EVERY_TEXT,
  hasText,
  intersection,
  NO_TEXT,
  type TextSet,
  textsOf,
  union,
} from './text-set.js'
export {
  type BytesTest,
  flagTest,
  hashTest,
  numberTest,
  payloadBytesLookedAt,
  payloadTest,
  textTest,
} from './value-tests.js'
export { readExpression, writeExpression } from './wire.js'
