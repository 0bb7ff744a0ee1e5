# Every kind of field that the code generator knows, for its tests.
@0xb6f1c3b0a5d2e947;

enum Colour {
  red @0;
  green @1;
  darkBlue @2;
}

struct Scalars {
  bool @0 :Bool;
  int8 @1 :Int8;
  int16 @2 :Int16;
  int32 @3 :Int32;
  int64 @4 :Int64;
  uint8 @5 :UInt8;
  uint16 @6 :UInt16;
  uint32 @7 :UInt32;
  uint64 @8 :UInt64;
  float32 @9 :Float32;
  float64 @10 :Float64;
  colour @11 :Colour;
}

struct Defaults {
  # As Scalars, with defaults.
  bool @0 :Bool = true;
  int8 @1 :Int8 = -8;
  int16 @2 :Int16 = -1600;
  int32 @3 :Int32 = -1;
  int64 @4 :Int64 = -4503599627370497;
  uint8 @5 :UInt8 = 200;
  uint16 @6 :UInt16 = 65535;
  uint32 @7 :UInt32 = 4294967295;
  uint64 @8 :UInt64 = 9007199254740991;
  float32 @9 :Float32 = -1.5;
  float64 @10 :Float64 = 6.02214076e23;
  colour @11 :Colour = darkBlue;
}

struct Pointers {
  text @0 :Text;
  data @1 :Data;
  scalars @2 :Scalars;
  any @3 :AnyPointer;
  structs @4 :List(Inner);
  texts @5 :List(Text);
  bools @6 :List(Bool);
  uint8s @7 :List(UInt8);
  uint16s @8 :List(UInt16);
  uint32s @9 :List(UInt32);
  int32s @10 :List(Int32);
  uint64s @11 :List(UInt64);
  int64s @12 :List(Int64);
  float64s @13 :List(Float64);
  colours @14 :List(Colour);

  struct Inner {
    name @0 :Text;
    number @1 :UInt32;
  }
}

struct Choice {
  # A union beside other fields, with a group inside it and one outside.
  before @0 :UInt32;
  union {
    nothing @1 :Void;
    number @2 :UInt16;
    text @3 :Text;
    inner @4 :Pointers.Inner;
    point :group {
      x @5 :Int32;
      y @6 :Int32;
    }
  }
  style :group {
    width @7 :UInt16 = 3;
    label @8 :Text;
  }
}

struct OldPoint {
  # What NewPoint was before it grew.
  x @0 :Int32;
  name @1 :Text;
}

struct NewPoint {
  x @0 :Int32;
  name @1 :Text;
  y @2 :Int32 = 7;
  tags @3 :List(Text);
  z @4 :Int64 = 9;
}

interface Base {
  ping @0 () -> ();
}

interface Derived extends(Base) {
  scale @0 Scalars -> (result :Base);
  push @1 (data :Data) -> stream;
}
