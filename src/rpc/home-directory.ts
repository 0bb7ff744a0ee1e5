import { homedir } from 'node:os'

/**
 * Where this user's files are; `/` for one that has no home. In a container run as any number
 * (`docker run --user 1234`) nothing tells of one, and the system answers with an error.
 */
export function homeDirectory(): string {
  try {
    return homedir() || '/'
  } catch {
    return '/'
  }
}
