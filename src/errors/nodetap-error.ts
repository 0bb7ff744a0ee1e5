/**
 * Every code that a {@link NodetapError} can carry. The set is closed: a program may
 * switch over it. Messages are for people and may change; codes do not.
 */
export const ErrorCodes = {
  /** An argument or option that makes no sense; the message names it and what would do. */
  InvalidArgument: 'INVALID_ARGUMENT',
  /** A name or pattern that matches no tracepoint. */
  UnknownTracepoint: 'UNKNOWN_TRACEPOINT',
  /** No socket at the path, or nobody listens on it. */
  NoNode: 'NO_NODE',
  /** The socket exists, but this user may not open it. */
  PermissionDenied: 'PERMISSION_DENIED',
  /** Another live publisher owns the socket. */
  SocketInUse: 'SOCKET_IN_USE',
  /** A socket path that the system cannot bind, or a directory that others can write. */
  UnusablePath: 'UNUSABLE_PATH',
  /** The peer lacks the interface or method that was asked for. */
  Unimplemented: 'UNIMPLEMENTED',
  /** The peer refused for now: a limit is reached. */
  Overloaded: 'OVERLOADED',
  /** The connection ended while something was still wanted from it. */
  Disconnected: 'DISCONNECTED',
  /** The peer answered with an exception. */
  RemoteFailure: 'REMOTE_FAILURE',
  /** Bytes that are no valid Cap'n Proto message, or break a limit. */
  MalformedMessage: 'MALFORMED_MESSAGE',
  /** Well-formed messages that break the rules of the RPC protocol. */
  ProtocolViolation: 'PROTOCOL_VIOLATION',
  /** A file that is no recording, or is damaged; the message names the byte. */
  MalformedRecording: 'MALFORMED_RECORDING',
  /** A file that could not be opened, read or written; `cause` is the system's error. */
  FileFailed: 'FILE_FAILED',
  /** A value that its field cannot hold. */
  ValueOutOfRange: 'VALUE_OUT_OF_RANGE',
  /** A P2P payload that is not what its message type promises. */
  MalformedPayload: 'MALFORMED_PAYLOAD',
  /** What was waited for did not happen in time. */
  Timeout: 'TIMEOUT',
  /** The caller's AbortSignal fired, or the object was closed. */
  Aborted: 'ABORTED',
  /** An optional package is not installed, or has a version that is not supported. */
  MissingDependency: 'MISSING_DEPENDENCY',
  /** A fault of nodetap itself; please report it. */
  Internal: 'INTERNAL',
} as const

/** One of {@link ErrorCodes}. */
export type ErrorCode = (typeof ErrorCodes)[keyof typeof ErrorCodes]

/**
 * The only error class that nodetap throws or rejects with. The message says what was
 * wrong, where, and what to do; `cause` keeps the error underneath, if there was one.
 */
export class NodetapError extends Error {
  override readonly name = 'NodetapError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** True for a {@link NodetapError}, with the given code if one is given. */
export function isNodetapError(error: unknown, code?: ErrorCode): error is NodetapError {
  return error instanceof NodetapError && (code === undefined || error.code === code)
}
