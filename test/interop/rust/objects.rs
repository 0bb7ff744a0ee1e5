//! Capabilities without generated code: calls by interface and method number, both ways.

use std::ops::{Deref, DerefMut};

use capnp::any_pointer;
use capnp::capability::{
    Client, FromClientHook, FromServer, Params, Promise, RemotePromise, Response, Results, Server,
};
use capnp::private::capability::ClientHook;
use capnp::Error;

pub type Answer = Response<any_pointer::Owned>;
pub type AnyParams = Params<any_pointer::Owned>;
pub type AnyResults = Results<any_pointer::Owned>;

/// Somebody's object.
pub struct Object(pub Client);

impl Clone for Object {
    fn clone(&self) -> Self {
        Object::new(self.0.hook.add_ref())
    }
}

impl FromClientHook for Object {
    fn new(hook: Box<dyn ClientHook>) -> Self {
        Object(Client::new(hook))
    }
}

impl Object {
    pub fn hook(&self) -> Box<dyn ClientHook> {
        self.0.hook.add_ref()
    }

    /// Calls a method whose parameters `fill` writes.
    pub fn call(
        &self,
        (interface, method): (u64, u16),
        fill: impl FnOnce(any_pointer::Builder<'_>),
    ) -> RemotePromise<any_pointer::Owned> {
        let mut request = self
            .0
            .new_call::<any_pointer::Owned, any_pointer::Owned>(interface, method, None);
        fill(request.get());
        request.send()
    }
}

/// An object of ours.
pub trait Serve: 'static {
    fn call(
        &mut self,
        interface: u64,
        method: u16,
        params: AnyParams,
        results: AnyResults,
    ) -> Promise<(), Error>;
}

pub struct Dispatch<S>(S);

impl<S> Deref for Dispatch<S> {
    type Target = S;
    fn deref(&self) -> &S {
        &self.0
    }
}

impl<S> DerefMut for Dispatch<S> {
    fn deref_mut(&mut self) -> &mut S {
        &mut self.0
    }
}

impl<S: Serve> Server for Dispatch<S> {
    fn dispatch_call(
        &mut self,
        interface: u64,
        method: u16,
        params: AnyParams,
        results: AnyResults,
    ) -> Promise<(), Error> {
        self.0.call(interface, method, params, results)
    }
}

impl<S: Serve> FromServer<S> for Object {
    type Dispatch = Dispatch<S>;

    fn from_server(server: S) -> Dispatch<S> {
        Dispatch(server)
    }
}

/// Makes a capability of `server`.
pub fn offer<S: Serve>(server: S) -> Object {
    capnp_rpc::new_client(server)
}
