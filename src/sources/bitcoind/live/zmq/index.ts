/** Listening to a node's ZMQ sockets. */
export {
  addEndpoint,
  connectable,
  endpointsOf,
  endpointsOfAddresses,
  ZMQ_TOPICS,
  type ZmqEndpoints,
} from './endpoints.js'
export { ZmqLimits } from './limits.js'
export { ZmqInput, type ZmqInputOptions } from './zmq-input.js'
