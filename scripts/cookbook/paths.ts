import { join } from 'node:path'

/** The documents whose outputs are of the recording. */
export const DOCUMENTS = [join('docs', 'cookbook.md'), join('docs', 'aggregates.md')] as const

/** The session that the recording is of. */
export const SESSION = join('test', 'fixtures', 'bridge')

/** What the document calls the recording. */
export const RECORDING = 'node.rec'
