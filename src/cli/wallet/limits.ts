/** Bounds of `nodetap wallet`, each with its reason. */
export const WalletLimits = {
  /** Wallets whose selections wait for what comes of them; more than a node has loaded. */
  maxWallets: 1024,
} as const
