#!/usr/bin/env node
import { processContext } from './process-context.js'
import { run } from './program.js'

const context = processContext()
const code = await run(process.argv.slice(2), context)
// What was not written is no success, and that has been said.
if (context.outputFailure === null) process.exitCode = code
context.dispose()
