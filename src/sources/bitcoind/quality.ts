import type {
  BridgeInputs,
  InputName,
  LogCategory,
  NodeTracepointName,
  ZmqTopic,
} from './inputs.js'

/** Something that an input gives where its option is set. */
type Need =
  | 'capture'
  | 'rpc'
  | 'log'
  | 'logips'
  | 'logtimemicros'
  | `debug=${LogCategory}`
  | `zmq=${ZmqTopic}`

/** How good a tracepoint is with what is on: `none` means that it has no events. */
export type TracepointQuality = 'exact' | 'derived' | 'partial' | 'none'

/** A way to a tracepoint's events, and how good they are that way. */
interface Way {
  readonly needs: readonly Need[]
  readonly quality: Exclude<TracepointQuality, 'none'>
  /** What is missing that way, as a clause; empty: nothing. */
  readonly lacks: string
}

/** What a tracepoint comes from, with the inputs that are on. */
export interface TracepointSource {
  readonly quality: TracepointQuality
  /** The inputs that it comes from, as a phrase; empty for `none`. */
  readonly from: string
  /** What is missing, as a clause; empty: nothing. */
  readonly lacks: string
  /** Lines of bitcoin.conf that would make it better; empty where nothing would. */
  readonly advice: readonly string[]
}

const messages: readonly Way[] = [
  {
    needs: ['capture', 'debug=net', 'logips', 'logtimemicros'],
    quality: 'exact',
    lacks: '',
  },
  {
    needs: ['capture', 'debug=net', 'rpc'],
    quality: 'derived',
    lacks: 'peers between two polls have no address in the log, so their messages no payload',
  },
  {
    needs: ['capture', 'rpc'],
    quality: 'partial',
    lacks: 'the number and type of peers that live between two polls',
  },
  { needs: ['debug=net'], quality: 'partial', lacks: 'payloads' },
  { needs: ['capture'], quality: 'partial', lacks: 'numbers and types of peers' },
]

const connections: readonly Way[] = [
  { needs: ['debug=net', 'logips', 'logtimemicros'], quality: 'exact', lacks: '' },
  {
    needs: ['debug=net', 'rpc'],
    quality: 'partial',
    lacks: 'addresses of peers that live between two polls',
  },
  { needs: ['debug=net'], quality: 'partial', lacks: 'addresses' },
  { needs: ['rpc'], quality: 'partial', lacks: 'connections that live between two polls' },
]

const fromNetLog: readonly Way[] = [
  { needs: ['debug=net', 'logtimemicros'], quality: 'exact', lacks: '' },
  { needs: ['debug=net'], quality: 'exact', lacks: 'the time within the second' },
]

const evictions: readonly Way[] = [
  { needs: ['debug=net', 'logips', 'logtimemicros'], quality: 'exact', lacks: '' },
  {
    needs: ['debug=net'],
    quality: 'partial',
    lacks: 'addresses of peers that live between two polls',
  },
]

const coins: readonly Way[] = [
  {
    needs: ['rpc', 'debug=bench', 'debug=validation', 'logtimemicros'],
    quality: 'derived',
    lacks: 'temporary caches, but those of templates that the node itself mines',
  },
  {
    needs: ['rpc', 'log'],
    quality: 'derived',
    lacks: 'temporary caches, and times within a block',
  },
  {
    needs: ['rpc', 'zmq=sequence'],
    quality: 'derived',
    lacks: 'temporary caches, and times within a block',
  },
  {
    needs: ['rpc', 'zmq=hashblock'],
    quality: 'partial',
    lacks: 'blocks that were no tip for long',
  },
]

const selection: readonly Way[] = [
  { needs: ['log'], quality: 'partial', lacks: 'failed attempts, and the place of the change' },
]

const ways: Readonly<Record<NodeTracepointName, readonly Way[]>> = {
  'net:inbound_message': messages,
  'net:outbound_message': messages,
  'net:inbound_connection': connections,
  'net:outbound_connection': connections,
  'net:closed_connection': connections,
  'net:evicted_inbound_connection': evictions,
  'net:misbehaving_connection': fromNetLog,
  'validation:block_connected': [
    {
      needs: ['rpc', 'debug=bench', 'debug=validation', 'logtimemicros'],
      quality: 'derived',
      lacks: 'the duration below 10 µs',
    },
    { needs: ['rpc', 'log'], quality: 'partial', lacks: 'the duration' },
    { needs: ['rpc', 'zmq=sequence'], quality: 'partial', lacks: 'the duration' },
    {
      needs: ['zmq=rawblock', 'log'],
      quality: 'partial',
      lacks: 'the cost of signature operations',
    },
    { needs: ['log'], quality: 'partial', lacks: 'all but hash and height' },
    { needs: ['zmq=sequence'], quality: 'partial', lacks: 'all but the hash' },
    { needs: ['zmq=hashblock'], quality: 'partial', lacks: 'all but the hash' },
  ],
  'utxocache:add': coins,
  'utxocache:spent': coins,
  'utxocache:uncache': [],
  'utxocache:flush': [
    {
      needs: ['debug=coindb', 'debug=bench', 'logtimemicros'],
      quality: 'partial',
      lacks: 'the memory; to 1 KiB in versions that log it',
    },
    { needs: ['debug=bench'], quality: 'partial', lacks: 'the mode' },
  ],
  'mempool:added': [
    { needs: ['debug=validation', 'rpc', 'logtimemicros'], quality: 'exact', lacks: '' },
    { needs: ['zmq=sequence', 'rpc'], quality: 'derived', lacks: "the node's own time" },
    {
      needs: ['debug=validation', 'zmq=rawtx'],
      quality: 'partial',
      lacks: 'fees paid with older coins',
    },
    { needs: ['debug=validation'], quality: 'partial', lacks: 'sizes and fees' },
    { needs: ['zmq=sequence'], quality: 'partial', lacks: 'sizes and fees' },
  ],
  'mempool:removed': [
    { needs: ['debug=validation', 'rpc', 'logtimemicros'], quality: 'exact', lacks: '' },
    { needs: ['zmq=sequence', 'debug=mempool', 'rpc'], quality: 'partial', lacks: 'most reasons' },
    { needs: ['zmq=sequence', 'rpc'], quality: 'partial', lacks: 'reasons other than blocks' },
    { needs: ['debug=validation'], quality: 'partial', lacks: 'sizes and fees, and blocks' },
    { needs: ['zmq=sequence'], quality: 'partial', lacks: 'sizes, fees, reasons and blocks' },
  ],
  'mempool:replaced': [
    { needs: ['debug=mempool', 'rpc', 'logtimemicros'], quality: 'exact', lacks: '' },
    { needs: ['debug=mempool'], quality: 'partial', lacks: 'when the replaced one had entered' },
  ],
  'mempool:rejected': [
    {
      needs: ['debug=mempoolrej', 'debug=txpackages', 'logtimemicros'],
      quality: 'partial',
      lacks: 'transactions that came by RPC, but those that wallets send',
    },
    {
      needs: ['debug=mempoolrej'],
      quality: 'partial',
      lacks:
        'transactions that came by RPC, but those that wallets send; refused packages are taken for single ones',
    },
  ],
  'coin_selection:selected_coins': [
    {
      needs: ['log', 'zmq=rawtx'],
      quality: 'partial',
      lacks: 'the target, and the worth of coins that were not spent in the end',
    },
    { needs: ['log'], quality: 'partial', lacks: 'target and worth of the coins' },
  ],
  'coin_selection:normal_create_tx_internal': selection,
  'coin_selection:attempting_aps_create_tx': [
    { needs: ['log'], quality: 'partial', lacks: 'attempts that then fail' },
  ],
  'coin_selection:aps_create_tx_internal': selection,
}

/** How each tracepoint can be had with the inputs that are on, and what would make it better. */
export function qualityOf(
  inputs: BridgeInputs,
): Readonly<Record<NodeTracepointName, TracepointSource>> {
  const entries = Object.entries(ways).map(([name, list]) => [name, sourceOf(list, inputs)])
  // The keys are those of `ways`.
  return Object.fromEntries(entries) as Record<NodeTracepointName, TracepointSource>
}

/** All lines of bitcoin.conf that the bridge can make use of. */
export const allOptions: readonly string[] = [
  ...new Set(Object.values(ways).flatMap(list => (list[0]?.needs ?? []).map(optionOf))),
  'logthreadnames=1',
  optionOf('zmq=sequence'),
]

/** The tracepoints that lack events where an input (or a topic of ZMQ) missed something. */
export function lossOf(
  input: InputName,
  inputs: BridgeInputs,
  topic?: ZmqTopic,
): NodeTracepointName[] {
  const names: NodeTracepointName[] = []
  for (const [name, list] of Object.entries(ways)) {
    const way = list.find(({ needs }) => needs.every(need => isMet(need, inputs)))
    const touched = way?.needs.some(need =>
      topic === undefined ? inputOf(need) === input : need === `zmq=${topic}`,
    )
    // The keys are those of `ways`.
    if (touched === true) names.push(name as NodeTracepointName)
  }
  return names
}

function sourceOf(list: readonly Way[], inputs: BridgeInputs): TracepointSource {
  const best = list[0]
  const way = list.find(({ needs }) => needs.every(need => isMet(need, inputs)))
  const advice =
    best === undefined || way === best
      ? []
      : best.needs.filter(need => !isMet(need, inputs)).map(optionOf)
  if (way === undefined) return { quality: 'none', from: '', lacks: '', advice }
  const from = [...new Set(way.needs.map(phraseOf))].filter(phrase => phrase !== '').join(', ')
  return { quality: way.quality, from, lacks: way.lacks, advice }
}

function isMet(need: Need, inputs: BridgeInputs): boolean {
  const { log } = inputs
  if (need === 'capture') return inputs.capture
  if (need === 'rpc') return inputs.rpc
  if (need === 'log') return log.on
  if (need === 'logips') return log.on && log.ips
  if (need === 'logtimemicros') return log.on && log.timeMicros
  const [kind, name] = need.split('=')
  // Of the two templates that are left, the part behind '=' is a topic or a category.
  if (kind === 'zmq') return inputs.zmq.has(name as ZmqTopic)
  return log.on && log.categories.has(name as LogCategory)
}

function inputOf(need: Need): InputName {
  if (need === 'capture' || need === 'rpc') return need
  return need.startsWith('zmq=') ? 'zmq' : 'log'
}

function optionOf(need: Need): string {
  if (need === 'capture') return 'capturemessages=1'
  if (need === 'rpc') return 'server=1'
  if (need === 'log') return 'debuglogfile=debug.log'
  if (need === 'logips' || need === 'logtimemicros') return `${need}=1`
  if (!need.startsWith('zmq=')) return need
  return `zmqpub${need.slice(4)}=tcp://127.0.0.1:28332`
}

function phraseOf(need: Need): string {
  if (need === 'capture') return 'captured messages'
  if (need === 'rpc') return 'RPC'
  if (need === 'logips' || need === 'logtimemicros') return ''
  if (need === 'log') return 'log'
  return need.startsWith('zmq=') ? `ZMQ ${need.slice(4)}` : `log (${need.slice(6)})`
}
