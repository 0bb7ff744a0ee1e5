/** The bridge for an unmodified Bitcoin Core: what it gives without privileges in, tracepoint events out. */

export type {
  BridgeEvent,
  BridgeInput,
  BridgeInputs,
  BridgeLoss,
  BridgeOptions,
  BridgePort,
  BridgeQueries,
  BridgeQuery,
  BridgeSink,
  CapturedMessage,
  EventQuality,
  InputMark,
  InputName,
  LogCategory,
  LogLine,
  RpcAnswer,
  ZmqFrame,
  ZmqTopic,
} from './inputs.js'
