// Tables that both sides can make and check by the rule in peer.capnp. Large ones take several
// segments, with far pointers between them; made of orphans, with double-far pointers too.
#pragma once

#include <capnp/orphan.h>

#include "peer.capnp.h"

namespace nodetap {

inline uint64_t numberOf(uint32_t index) { return uint64_t(index) * 2654435761u; }
inline char letterOf(uint32_t index) { return static_cast<char>('a' + index % 26); }
inline kj::byte byteOf(uint32_t index) { return static_cast<kj::byte>(index % 251); }

inline void fillRow(interop::Row::Builder row, uint32_t index, uint32_t textBytes) {
  row.setNumber(numberOf(index));
  auto text = row.initText(textBytes);
  memset(text.begin(), letterOf(index), textBytes);
  auto data = row.initData(textBytes);
  memset(data.begin(), byteOf(index), textBytes);
  auto numbers = row.initNumbers(2);
  numbers.set(0, index);
  numbers.set(1, index * index);
}

inline void fillTable(interop::Table::Builder table, uint32_t count, uint32_t textBytes) {
  auto rows = table.initRows(count);
  for (uint32_t i = 0; i < count; ++i) fillRow(rows[i], i, textBytes);
  table.setTitle(kj::str("table of ", count));
}

// The same, the parts made first and linked afterwards. Where the segment of a part has no word
// left for a landing pad, the link is a double-far pointer.
inline void fillTableOfOrphans(interop::Table::Builder table, capnp::Orphanage orphanage,
                               uint32_t count, uint32_t textBytes) {
  auto rows = orphanage.newOrphan<capnp::List<interop::Row>>(count);
  for (uint32_t i = 0; i < count; ++i) {
    auto row = rows.get()[i];
    row.setNumber(numberOf(i));
    auto text = orphanage.newOrphan<capnp::Text>(textBytes);
    memset(text.get().begin(), letterOf(i), textBytes);
    row.adoptText(kj::mv(text));
    auto data = orphanage.newOrphan<capnp::Data>(textBytes);
    memset(data.get().begin(), byteOf(i), textBytes);
    row.adoptData(kj::mv(data));
    auto numbers = orphanage.newOrphan<capnp::List<uint32_t>>(2);
    numbers.get().set(0, i);
    numbers.get().set(1, i * i);
    row.adoptNumbers(kj::mv(numbers));
  }
  table.adoptTitle(
      orphanage.newOrphanCopy(capnp::Text::Reader(kj::str("table of ", count))));
  table.adoptRows(kj::mv(rows));
}

// How many values of the table are not as the rule says.
inline uint32_t wrongIn(interop::Table::Reader table) {
  auto rows = table.getRows();
  uint32_t wrong = table.getTitle() == kj::str("table of ", rows.size()) ? 0 : 1;
  for (uint32_t i = 0; i < rows.size(); ++i) {
    auto row = rows[i];
    if (row.getNumber() != numberOf(i)) ++wrong;
    for (char c : row.getText()) {
      if (c != letterOf(i)) ++wrong;
    }
    for (auto byte : row.getData()) {
      if (byte != byteOf(i)) ++wrong;
    }
    if (row.getData().size() != row.getText().size()) ++wrong;
    auto numbers = row.getNumbers();
    if (numbers.size() != 2 || numbers[0] != i || numbers[1] != i * i) ++wrong;
  }
  return wrong;
}

}  // namespace nodetap
