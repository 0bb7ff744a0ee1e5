#!/usr/bin/env node
import { processContext } from './process-context.js'
import { run } from './program.js'

const context = processContext()
process.exitCode = await run(process.argv.slice(2), context)
context.dispose()
