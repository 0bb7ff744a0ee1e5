import type { Batch } from '../../client/index.js'
import {
  bytes,
  count,
  type LiveView,
  layOut,
  writeFooter,
  writeHeader,
  writeRow,
} from '../live/index.js'
import { type Frame, type Key, Styles } from '../screen/index.js'
import { PeersLimits } from './limits.js'
import type { Peer } from './peer.js'
import { peerColumns } from './peer-columns.js'
import { newsLine } from './peer-news-line.js'
import { matchesFilter, PEER_ORDERS, type PeerOrder, sortPeers } from './peer-order.js'
import { type MessageTexts, paintPanel } from './peer-panel.js'
import { peersFigures } from './peers-figures.js'
import type { PeersModel } from './peers-model.js'

/** Rows that a screen needs to show the table above a panel. */
const ROWS_FOR_BOTH = 16

export interface PeersViewOptions {
  /** What is traced, for the header. */
  readonly source: string
  readonly monotonicZeroUnixUs: number
  readonly texts: MessageTexts
  readonly order?: PeerOrder
  readonly filter?: string
  /** The peer whose panel is open from the start. */
  readonly opened?: number
}

/** The table of peers, and the panel of the one that is opened. */
export class PeersView implements LiveView {
  readonly #model: PeersModel
  readonly #options: PeersViewOptions
  #order: PeerOrder
  #isReversed = false
  #filter: string
  #isTyping = false
  #selected: number | null
  #isOpen = false
  /** The peers in the order in which they were drawn last. */
  #shown: readonly number[] = []
  /** The first of them on the screen. */
  #top = 0

  constructor(model: PeersModel, options: PeersViewOptions) {
    this.#model = model
    this.#options = options
    this.#order = options.order ?? 'id'
    this.#filter = options.filter ?? ''
    this.#selected = options.opened ?? null
    if (options.opened !== undefined) this.#open(true)
  }

  add(batch: Batch, print?: (line: string) => void): void {
    const zero = this.#options.monotonicZeroUnixUs
    this.#model.add(batch, print && (news => print(newsLine(news, this.#model, zero))))
  }

  figures(nowUs: number): object {
    return peersFigures(this.#model, nowUs, this.#options.monotonicZeroUnixUs)
  }

  key(key: Key): boolean {
    if (this.#isTyping) return this.#type(key)
    switch (key) {
      case 's':
        this.#order =
          PEER_ORDERS[(PEER_ORDERS.indexOf(this.#order) + 1) % PEER_ORDERS.length] ?? 'id'
        return true
      case 'r':
        this.#isReversed = !this.#isReversed
        return true
      case '/':
        this.#isTyping = true
        return true
      case 'up':
      case 'k':
        return this.#move(-1)
      case 'down':
      case 'j':
        return this.#move(1)
      case 'page-up':
        return this.#move(-10)
      case 'page-down':
        return this.#move(10)
      case 'home':
        return this.#move(Number.NEGATIVE_INFINITY)
      case 'end':
        return this.#move(Number.POSITIVE_INFINITY)
      case 'enter':
        this.#selected ??= this.#shown[0] ?? null
        this.#open(this.#selected !== null)
        return true
      case 'escape':
        if (this.#isOpen) this.#open(false)
        else if (this.#filter !== '') this.#filter = ''
        else this.#selected = null
        return true
      default:
        return false
    }
  }

  paint(frame: Frame, nowUs: number, hasKeys: boolean): void {
    const { losses } = this.#model
    const top = writeHeader(frame, this.#header(nowUs), losses)
    const bottom = writeFooter(frame, hasKeys ? this.#footer() : '')
    const height = bottom - top
    const peer = this.#isOpen ? this.#model.get(this.#selected ?? -1) : undefined
    if (peer === undefined) {
      this.#paintTable(frame, top, height, nowUs)
      return
    }
    // The table takes what it needs, with its title and a blank row, and leaves the panel the rest.
    const most = height >= ROWS_FOR_BOTH ? Math.floor(height * 0.4) : 0
    const tableHeight = Math.min(most, this.#listed(nowUs).length + 2)
    if (most > 0) this.#paintTable(frame, top, tableHeight, nowUs)
    paintPanel(frame, top + tableHeight, height - tableHeight, {
      peer,
      ageUs: this.#model.ageUs(peer, nowUs),
      nowUs,
      monotonicZeroUnixUs: this.#options.monotonicZeroUnixUs,
      texts: this.#options.texts,
    })
  }

  #paintTable(frame: Frame, top: number, height: number, nowUs: number): void {
    const peers = sortPeers(this.#listed(nowUs), this.#order, this.#isReversed, nowUs)
    this.#shown = peers.map(({ id }) => id)
    // Without room for a title there is still room for peers.
    const titleRows = height >= 3 ? 1 : 0
    const room = Math.max(0, height - titleRows)
    this.#scroll(room)
    const visible = peers.slice(this.#top, this.#top + room)
    const columns = peerColumns(this.#model, nowUs)
    const layout = layOut(columns, visible, frame.columns)
    if (titleRows > 0) writeRow(frame, 0, top, layout, it => it.title, Styles.bold)
    visible.forEach((peer, i) => {
      const y = top + titleRows + i
      let style: number = Styles.plain
      if (peer.misbehaved > 0) style = Styles.yellow
      if (peer.closedUs !== null) style = fading(nowUs - peer.closedUs)
      if (peer.id === this.#selected) {
        style |= Styles.inverse
        frame.paint(0, y, frame.columns, style)
      }
      writeRow(frame, 0, y, layout, column => column.cell(peer), style)
    })
    if (peers.length === 0 && room > 0) {
      const text = this.#filter === '' ? 'No peer has been seen yet.' : 'No peer matches.'
      frame.write(0, top + titleRows, text, Styles.dim)
    }
  }

  /** The peers that the filter lets through. */
  #listed(nowUs: number): Peer[] {
    return this.#model.peers(nowUs).filter(peer => matchesFilter(peer, this.#filter))
  }

  /** Keeps the selected peer on the screen. */
  #scroll(room: number): void {
    const at = this.#selected === null ? -1 : this.#shown.indexOf(this.#selected)
    if (at !== -1) {
      if (at < this.#top) this.#top = at
      if (at >= this.#top + room) this.#top = at - room + 1
    }
    this.#top = Math.max(0, Math.min(this.#top, this.#shown.length - room))
  }

  #move(by: number): true {
    const last = this.#shown.length - 1
    const at = this.#selected === null ? -1 : this.#shown.indexOf(this.#selected)
    // The first key press selects an end, whichever way it goes.
    const from = at === -1 && by < 0 ? this.#shown.length : at
    this.#selected = this.#shown[Math.max(0, Math.min(from + by, last))] ?? null
    if (this.#isOpen) this.#open(this.#selected !== null)
    return true
  }

  #open(isOpen: boolean): void {
    this.#isOpen = isOpen
    this.#options.texts.watch(isOpen ? this.#selected : null)
  }

  #type(key: Key): true {
    if (key === 'enter') this.#isTyping = false
    else if (key === 'escape') {
      this.#isTyping = false
      this.#filter = ''
    } else if (key === 'backspace') this.#filter = [...this.#filter].slice(0, -1).join('')
    else if ([...key].length === 1 && this.#filter.length < PeersLimits.maxFilterLength) {
      this.#filter += key
    }
    return true
  }

  #header(nowUs: number): { left: string; right: string } {
    const peers = this.#model.peers(nowUs)
    const open = peers.filter(({ closedUs }) => closedUs === null).length
    const { totals, forgotten, untold } = this.#model
    const incomplete = untold === '' ? '' : ` (${untold})`
    const more = forgotten === 0 ? '' : `, ${count(forgotten)} not remembered`
    return {
      left: `nodetap peers  ${this.#options.source}`,
      right: `${count(open)} ${open === 1 ? 'peer' : 'peers'}${incomplete}, ${count(totals.closed)} closed${more}  in ${bytes(totals.bytesIn)} out ${bytes(totals.bytesOut)}`,
    }
  }

  #footer(): string {
    if (this.#isTyping) return `/${this.#filter}█  Enter keeps it, Esc ends it`
    const order = `s sort: ${this.#order}${this.#isReversed ? ', reversed' : ''}`
    const filter = this.#filter === '' ? '/ filter' : `/ filter: ${this.#filter}`
    const panel = this.#isOpen ? 'Esc back' : 'Enter messages'
    return `q quit  ${order}  r reverse  ${filter}  ↑↓ select  ${panel}`
  }
}

/** Red at first, so that it is noticed; then dim, until it goes. */
function fading(closedForUs: number): number {
  return closedForUs < PeersLimits.closedRedSeconds * 1e6 ? Styles.red : Styles.dim
}
