import { testScenarios } from './play.js'
import { blocks } from './scenarios/blocks.js'
import { coins } from './scenarios/coins.js'

testScenarios(blocks)
testScenarios(coins)
