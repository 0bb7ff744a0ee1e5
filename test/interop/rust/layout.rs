//! Structs by their places. Debian has the Cap'n Proto runtime for Rust and no code generator, so
//! what generated code would do is done by hand: fields are read and written by offset.

use capnp::any_pointer;
use capnp::private::capability::ClientHook;
use capnp::private::layout::{
    ElementSize, ListReader, PointerBuilder, PointerReader, StructBuilder, StructReader, StructSize,
};
use capnp::traits::{FromPointerBuilder, FromPointerReader};
use capnp::Result;

/// A struct to be written, of so many words of data and so many pointers.
pub struct Build<'a, const DATA: u16, const POINTERS: u16>(StructBuilder<'a>);

impl<'a, const DATA: u16, const POINTERS: u16> FromPointerBuilder<'a>
    for Build<'a, DATA, POINTERS>
{
    fn init_pointer(builder: PointerBuilder<'a>, _length: u32) -> Self {
        Build(builder.init_struct(size(DATA, POINTERS)))
    }

    fn get_from_pointer(
        builder: PointerBuilder<'a>,
        _default: Option<&'a [capnp::Word]>,
    ) -> Result<Self> {
        Ok(Build(builder.get_struct(size(DATA, POINTERS), None)?))
    }
}

/// Begins the struct that `pointer` is to point to.
pub fn init<const DATA: u16, const POINTERS: u16>(
    pointer: any_pointer::Builder<'_>,
) -> StructBuilder<'_> {
    pointer.init_as::<Build<'_, DATA, POINTERS>>().0
}

/// A pointer of the struct that `init` has begun there: each way to a field takes one builder.
pub fn field<'a, const DATA: u16, const POINTERS: u16>(
    pointer: &'a mut any_pointer::Builder<'_>,
    index: usize,
) -> PointerBuilder<'a> {
    let build = pointer.reborrow().get_as::<Build<'a, DATA, POINTERS>>();
    build.expect("a struct").0.get_pointer_field(index)
}

pub fn size(data: u16, pointers: u16) -> StructSize {
    StructSize { data, pointers }
}

struct Read<'a>(StructReader<'a>);

impl<'a> FromPointerReader<'a> for Read<'a> {
    fn get_from_pointer(
        reader: &PointerReader<'a>,
        _default: Option<&'a [capnp::Word]>,
    ) -> Result<Self> {
        Ok(Read(reader.get_struct(None)?))
    }
}

/// The struct that `pointer` points to.
pub fn read(pointer: any_pointer::Reader<'_>) -> Result<StructReader<'_>> {
    Ok(pointer.get_as::<Read<'_>>()?.0)
}

pub fn struct_at<'a>(from: &StructReader<'a>, field: usize) -> Result<StructReader<'a>> {
    from.get_pointer_field(field).get_struct(None)
}

pub fn structs_at<'a>(from: &StructReader<'a>, field: usize) -> Result<ListReader<'a>> {
    from.get_pointer_field(field)
        .get_list(ElementSize::InlineComposite, None)
}

pub fn text_at<'a>(from: &StructReader<'a>, field: usize) -> Result<&'a str> {
    from.get_pointer_field(field).get_text(None)
}

pub fn capability_at(from: &StructReader<'_>, field: usize) -> Result<Box<dyn ClientHook>> {
    from.get_pointer_field(field).get_capability()
}
