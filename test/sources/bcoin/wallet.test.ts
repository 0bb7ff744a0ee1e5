import { testScenarios } from './play.js'
import { coinSelection } from './scenarios/coin-selection.js'

testScenarios(coinSelection)
