import { VERSION } from '../../version/index.js'
import type { Examination, Finding } from './finding.js'

/** What is installed here. */
export async function examineInstallation(): Promise<Examination> {
  return {
    title: 'This installation',
    findings: [
      good('nodetap', VERSION),
      good('Node.js', `${process.versions.node} on ${process.platform} ${process.arch}`),
      await zeromq(),
    ],
    canTrace: false,
    next: [],
  }
}

async function zeromq(): Promise<Finding> {
  try {
    const { version } = await import('zeromq')
    return good('zeromq', `with libzmq ${version}`)
  } catch {
    return {
      state: 'missing',
      subject: 'zeromq',
      detail: 'the optional package is not installed; nodetap bridge then leaves ZMQ',
      advice: 'npm install zeromq',
    }
  }
}

function good(subject: string, detail: string): Finding {
  return { state: 'good', subject, detail, advice: '' }
}
