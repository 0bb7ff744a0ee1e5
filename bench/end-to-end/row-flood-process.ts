/** A node with upstream's tracing prototype that sends one batch of rows again and again. */
import { createServer } from 'node:net'
import {
  type Capability,
  InterfaceServer,
  RpcConnection,
  SocketTransport,
  threadMapServer,
} from '../../src/rpc/index.js'
import { handler, init, tracing } from '../../src/schema/index.js'
import { rowSegments } from '../suites/frames.js'

export interface RowFloodSettings {
  readonly path: string
  readonly seed: number
}

/** Rows a batch, as upstream sends them by default. */
const ROWS = 1024
/** Batches on their way, as a node that streams has them. */
const IN_FLIGHT = 8

const { path, seed } = JSON.parse(process.argv[2] ?? '{}') as RowFloodSettings
const segments = rowSegments(ROWS, 8, seed)
const { messagesStream } = tracing.NetMessageTrace.methods

function flood(callback: Capability): () => void {
  let ended = false
  let underWay = 0
  const pump = (): void => {
    while (!ended && underWay < IN_FLIGHT) {
      underWay++
      callback.send(
        messagesStream,
        target => {
          const params = target.message.initStructAt(target.at, messagesStream.Params)
          for (const segment of segments) target.message.attach(segment)
          target.message.setFarAt(params.pointerAt(0), 1)
        },
        outcome => {
          underWay--
          if (outcome.error) ended = true
          setImmediate(pump)
        },
      )
    }
  }
  pump()
  return () => {
    ended = true
    callback.release()
  }
}

function tracingServer(): InterfaceServer {
  return new InterfaceServer('Tracing').on(
    tracing.Tracing.methods.traceNetMessages,
    (params, call) => {
      const callback = call.capabilities.take(params.callback)
      if (callback === null) return
      const end = flood(callback)
      call.results((results, capabilities) => {
        results.result = capabilities.addServer(
          new InterfaceServer('Handler', end).on(handler.Handler.methods.destroy, () => {}),
        )
      })
    },
  )
}

function initServer(): InterfaceServer {
  const { construct, makeTracing } = init.Init.methods
  return new InterfaceServer('Init')
    .on(construct, (_params, call) => {
      call.results((results, capabilities) => {
        results.threadMap = capabilities.addServer(threadMapServer())
      })
    })
    .on(makeTracing, (_params, call) => {
      call.results((results, capabilities) => {
        results.result = capabilities.addServer(tracingServer())
      })
    })
}

createServer({ allowHalfOpen: true }, socket => {
  new RpcConnection(new SocketTransport(socket), { bootstrap: initServer() })
}).listen(path, () => process.send?.('ready'))
process.once('disconnect', () => process.exit())
