import { join } from 'node:path'

export const DOCUMENT = join('docs', 'cookbook.md')

/** The session that the recording is of. */
export const SESSION = join('test', 'fixtures', 'bridge')

/** What the document calls the recording. */
export const RECORDING = 'node.rec'
