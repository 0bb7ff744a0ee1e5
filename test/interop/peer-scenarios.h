// What the C++ client does with a served Peer, scenario by scenario. A scenario throws where
// something is not as it must be. At its end all that it held is released.
#pragma once

#include <map>
#include <string>

#include "call-scenarios.h"
#include "capability-scenarios.h"
#include "promise-scenarios.h"
#include "stress-scenario.h"

namespace nodetap {

using Scenario = void (*)(Scene&);

inline const std::map<std::string, Scenario>& scenarios() {
  static const std::map<std::string, Scenario> all = {
      {"echo", echo},
      {"join", join},
      {"pipeline", pipeline},
      {"pipeline-on-failure", pipelineOnFailure},
      {"pipeline-on-forgotten", pipelineOnForgotten},
      {"slow-call", slowCall},
      {"callback-1", callBackOne},
      {"callback-16", callBackSixteen},
      {"kept-callback", keptCallback},
      {"release", release},
      {"embargo", embargo},
      {"exceptions", exceptions},
      {"unimplemented", unimplemented},
      {"cancel", cancel},
      {"cancelled-results", cancelledResults},
      {"theirs-back", theirsBack},
      {"answer-as-param", answerAsParam},
      {"large-data", largeData},
      {"segments", segments},
      {"promised-own", promisedOwn},
      {"promised-callers", promisedCallers},
      {"promised-failure", promisedFailure},
      {"promised-param-own", promisedParamOwn},
      {"promised-param-theirs", promisedParamTheirs},
      {"promised-param-failure", promisedParamFailure},
      {"promised-param-race", promisedParamRace},
      {"stream", stream},
      {"tail-call", tailCall},
      {"stress", stress},
      {"disconnect", disconnect},
  };
  return all;
}

}  // namespace nodetap
