/** The one error class of the package and its closed set of codes. */

export { fileFailed, PRIVATE_FILE } from './file-failed.js'
export { type ErrorCode, ErrorCodes, isNodetapError, NodetapError } from './nodetap-error.js'
