import { testScenarios } from './play.js'
import { mempool, replacements } from './scenarios/mempool.js'

testScenarios(mempool)
testScenarios(replacements)
