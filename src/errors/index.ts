/** The one error class of the package and its closed set of codes. */
export { type ErrorCode, ErrorCodes, isNodetapError, NodetapError } from './nodetap-error.js'
