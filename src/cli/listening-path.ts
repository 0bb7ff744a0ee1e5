/**
 * Where a command that serves a socket listens: as it was told, else at `NODETAP_SOCKET`, where
 * those look that trace; undefined stands for the usual place.
 */
export function listeningPath(socket: string | undefined): string | undefined {
  return socket ?? (process.env['NODETAP_SOCKET'] || undefined)
}
