import { testScenarios } from './play.js'
import { netConnections } from './scenarios/net-connections.js'
import { netMessages } from './scenarios/net-messages.js'

testScenarios(netMessages)
testScenarios(netConnections)
