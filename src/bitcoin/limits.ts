/**
 * Every bound of this folder, each with its reason. A count is checked against its bound
 * and against the bytes that remain before anything is allocated for it. Names in
 * brackets are those of Bitcoin Core, whose values these are.
 */
export const BitcoinLimits = {
  /**
   * Bytes of one payload. Nodes disconnect whoever announces more (MAX_PROTOCOL_MESSAGE_LENGTH).
   */
  payloadBytes: 4_000_000,
  /** Any CompactSize that is a count, length or index (MAX_SIZE). */
  compactSize: 0x0200_0000,
  /** Entries of `inv`, `getdata`, `notfound` (MAX_INV_SZ). */
  inventoryEntries: 50_000,
  /** Headers of one `headers` (MAX_HEADERS_RESULTS). */
  headers: 2_000,
  /**
   * Hashes of a block locator: exponential steps cover any chain with far fewer (MAX_LOCATOR_SZ).
   */
  locatorHashes: 101,
  /** Addresses of one `addr` or `addrv2` (MAX_ADDR_TO_SEND). */
  addresses: 1_000,
  /** Bytes of one BIP 155 address, also of networks still to come (MAX_ADDRV2_SIZE). */
  addressBytes: 512,
  /** Bytes of the user agent in `version` (MAX_SUBVERSION_LENGTH). */
  userAgentBytes: 256,
  /** Bytes of the name of a BIP 434 feature (MAX_FEATUREID_LENGTH). */
  featureIdBytes: 80,
  /** Bytes that go with a BIP 434 feature (MAX_FEATUREDATA_LENGTH). */
  featureDataBytes: 512,
  /** Bytes of a BIP 37 filter (MAX_BLOOM_FILTER_SIZE). */
  bloomFilterBytes: 36_000,
  /** Bytes added to a BIP 37 filter: the longest element of a script (MAX_SCRIPT_ELEMENT_SIZE). */
  filterElementBytes: 520,
  /** Headers of one `cfheaders` (MAX_GETCFHEADERS_SIZE). */
  filterHeaders: 2_000,
  /**
   * Transactions of a block that BIP 152 can number: its indexes are 16 bits wide. A block
   * of the greatest weight cannot hold more than 16,666.
   */
  compactBlockTransactions: 0xffff,
  /** Bytes of the message type that a `reject` names: the width of the field in the header. */
  rejectMessageTypeBytes: 12,
  /** Bytes of the reason in a `reject` (MAX_REJECT_MESSAGE_LENGTH of the nodes that sent it). */
  rejectReasonBytes: 111,
  /** Characters of a one-line description: two lines of a wide terminal; peers choose its text. */
  descriptionCharacters: 240,
  /**
   * Bytes of peer text shown in a description before it is cut; escaped, up to four times as many
   * characters.
   */
  describedTextBytes: 48,
} as const

/**
 * The fewest bytes that one element of a list can take. A count greater than the
 * remaining bytes divided by this is refused before the list is read.
 */
export const MinimumSizes = {
  /** Version, two empty lists, lock time: Bitcoin Core's parser lets it pass. */
  transaction: 10,
  /** Outpoint 36, empty script 1, sequence 4. */
  transactionInput: 41,
  /** Value 8, empty script 1. */
  transactionOutput: 9,
  /** The length of an empty item. */
  witnessItem: 1,
  /** A hash has no shorter form. */
  hash: 32,
  /** Type 4, hash 32. */
  inventoryEntry: 36,
  /** Header 80, transaction count 1. */
  headersEntry: 81,
  /** Time 4, services 8, address 16, port 2. */
  addr: 30,
  /** Time 4, services 1, network 1, length 1, port 2. */
  addrV2: 9,
  /** A short transaction id of BIP 152. */
  shortId: 6,
  /** A number below 253. */
  compactSize: 1,
  /** Index 1 and a transaction. */
  prefilledTransaction: 11,
} as const
