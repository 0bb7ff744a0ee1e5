// Frames without RPC: what C++ writes into many small segments, and what it reads.
#pragma once

#include "side.h"
#include "table.h"

namespace nodetap {

// Writes tables of ten rows to stdout, one frame for every first-segment size and way to
// allocate more; a fixed small size makes every object a segment of its own.
inline void writeFrames() {
  kj::FdOutputStream out(STDOUT_FILENO);
  for (auto strategy :
       {capnp::AllocationStrategy::FIXED_SIZE, capnp::AllocationStrategy::GROW_HEURISTICALLY}) {
    for (uint firstSegmentWords : {1, 2, 3, 4, 8, 16, 64, 1024}) {
      for (bool orphans : {false, true}) {
        capnp::MallocMessageBuilder message(firstSegmentWords, strategy);
        auto table = message.initRoot<interop::Table>();
        if (orphans) {
          fillTableOfOrphans(table, message.getOrphanage(), 10, 20);
        } else {
          fillTable(table, 10, 20);
        }
        capnp::writeMessage(out, message);
      }
    }
  }
}

// Reads frames with a table each from stdin until it ends and prints a line for each.
inline void readFrames() {
  kj::FdInputStream fd(STDIN_FILENO);
  kj::BufferedInputStreamWrapper in(fd);
  while (in.tryGetReadBuffer().size() > 0) {
    capnp::InputStreamMessageReader message(in);
    auto table = message.getRoot<interop::Table>();
    printLine(kj::str("{\"rows\":", table.getRows().size(), ",\"wrong\":", wrongIn(table), "}"));
  }
}

}  // namespace nodetap
