//! A client as upstream's tracer is, on the Rust implementation of Cap'n Proto RPC. It takes the
//! options of tracer.c++, and prints the same lines.

mod layout;
mod objects;
mod streams;

use std::cell::{Cell, RefCell};
use std::os::unix::net::UnixStream;
use std::process;
use std::rc::Rc;

use capnp::capability::Promise;
use capnp::private::capability::ClientHook;
use capnp::private::layout::{StructBuilder, StructReader};
use capnp::Error;
use capnp_rpc::{rpc_twoparty_capnp, twoparty, RpcSystem};
use futures::channel::oneshot;
use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;
use futures::FutureExt;

use layout::{capability_at, field, init, read, size, struct_at, structs_at, text_at};
use objects::{offer, AnyParams, AnyResults, Object, Serve};

type Method = (u64, u16);

const INIT: u64 = 0x8838c700ba5cba65;
const CONSTRUCT: Method = (INIT, 0);
const MAKE_ECHO: Method = (INIT, 1);
const MAKE_TRACING: Method = (INIT, 5);
const THREAD_MAP: u64 = 0xee5e37179ad9dc9d;
const MAKE_THREAD: Method = (THREAD_MAP, 0);
const THREAD: u64 = 0x81c1e2600d0b56c5;
const GET_NAME: Method = (THREAD, 0);
const ECHO: u64 = 0xd36b89640dc94399;
const HANDLER: u64 = 0xea08728d34263f55;
const TRACING: u64 = 0xe14a905e34fcaa38;
const TRACE_NET_MESSAGES: Method = (TRACING, 1);
const NET_MESSAGE_TRACE: u64 = 0xf0b29fe3375f901a;
/// Of every interface but Init.
const DESTROY: u16 = 0;

fn print_line(line: String) {
    println!("{}", line);
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// FNV-1a.
fn hash_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(2166136261u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(16777619)
    })
}

struct Arguments(Vec<String>);

impl Arguments {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|it| it == name)
    }

    fn text(&self, name: &str) -> Option<&str> {
        let at = self.0.iter().position(|it| it == name)?;
        self.0.get(at + 1).map(String::as_str)
    }

    fn number(&self, name: &str, default: u64) -> u64 {
        self.text(name)
            .map_or(default, |text| text.parse().expect("a number"))
    }
}

/// A thread that we made for the node: a name, as all runs on one thread.
struct Thread(String);

impl Serve for Thread {
    fn call(
        &mut self,
        interface: u64,
        method: u16,
        _params: AnyParams,
        mut results: AnyResults,
    ) -> Promise<(), Error> {
        if (interface, method) != GET_NAME {
            return Promise::err(Error::unimplemented("no method of Thread".to_string()));
        }
        init::<0, 1>(results.get())
            .get_pointer_field(0)
            .set_text(&self.0);
        Promise::ok(())
    }
}

struct ThreadMap;

impl Serve for ThreadMap {
    fn call(
        &mut self,
        interface: u64,
        method: u16,
        params: AnyParams,
        mut results: AnyResults,
    ) -> Promise<(), Error> {
        if (interface, method) != MAKE_THREAD {
            return Promise::err(Error::unimplemented("no method of ThreadMap".to_string()));
        }
        let mut make = || -> Result<(), Error> {
            let thread = offer(Thread(text_at(&read(params.get()?)?, 0)?.to_string()));
            init::<0, 1>(results.get())
                .get_pointer_field(0)
                .set_capability(thread.hook());
            Ok(())
        };
        make().map_or_else(Promise::err, Promise::ok)
    }
}

#[derive(Default)]
struct Received {
    messages: Cell<u64>,
    batches: Cell<u64>,
    dropped: Cell<u64>,
    live_callbacks: Cell<u32>,
    /// Told when there are enough messages, or one was to fail.
    done: RefCell<Option<oneshot::Sender<()>>>,
    /// Told when the node has let go of the callback.
    released: RefCell<Option<oneshot::Sender<()>>>,
}

impl Received {
    fn fulfill(&self) {
        if let Some(done) = self.done.borrow_mut().take() {
            let _ = done.send(());
        }
    }
}

struct Callback {
    received: Rc<Received>,
    with_threads: bool,
    fail_at: u64,
    enough: u64,
}

impl Drop for Callback {
    fn drop(&mut self) {
        self.received
            .live_callbacks
            .set(self.received.live_callbacks.get() - 1);
        if let Some(released) = self.received.released.borrow_mut().take() {
            let _ = released.send(());
        }
    }
}

impl Callback {
    fn new(received: Rc<Received>, arguments: &Arguments) -> Callback {
        received
            .live_callbacks
            .set(received.live_callbacks.get() + 1);
        Callback {
            received,
            with_threads: !arguments.has("--no-threads"),
            fail_at: arguments.number("--fail-at", u64::MAX),
            enough: arguments.number("--messages", 1),
        }
    }
}

fn take(
    received: &Received,
    fail_at: u64,
    enough: u64,
    params: &StructReader<'_>,
    messages_at: usize,
    thread: &str,
) -> Result<(), Error> {
    let batch = received.batches.get();
    received.batches.set(batch + 1);
    if batch == fail_at {
        received.fulfill();
        return Err(Error::failed("told to fail".to_string()));
    }
    let messages = structs_at(params, messages_at)?;
    let dropped = params.get_data_field::<u64>(0);
    received
        .messages
        .set(received.messages.get() + u64::from(messages.len()));
    received.dropped.set(received.dropped.get() + dropped);
    for i in 0..messages.len() {
        print_message(&messages.get_struct_element(i))?;
    }
    print_line(format!(
        "{{\"event\":\"batch\",\"messages\":{},\"dropped\":{},\"thread\":{}}}",
        messages.len(),
        dropped,
        quoted(thread)
    ));
    if received.messages.get() >= enough {
        received.fulfill();
    }
    Ok(())
}

fn print_message(message: &StructReader<'_>) -> Result<(), Error> {
    let payload = message.get_pointer_field(3).get_data(None)?;
    print_line(format!(
        "{{\"event\":\"message\",\"inbound\":{},\"peerId\":{},\"address\":{},\"connectionType\":{},\
         \"messageType\":{},\"size\":{},\"timestampUs\":{},\"payloadSlot\":{},\
         \"payloadBytes\":{},\"payloadHash\":{}}}",
        message.get_bool_field(0),
        message.get_data_field::<i64>(1),
        quoted(text_at(message, 0)?),
        quoted(text_at(message, 1)?),
        quoted(text_at(message, 2)?),
        message.get_data_field::<u64>(2),
        message.get_data_field::<i64>(3),
        message.get_data_field::<i32>(1) ^ -1,
        payload.len(),
        hash_of(payload)
    ));
    Ok(())
}

impl Serve for Callback {
    fn call(
        &mut self,
        interface: u64,
        method: u16,
        params: AnyParams,
        _results: AnyResults,
    ) -> Promise<(), Error> {
        if interface != NET_MESSAGE_TRACE {
            return Promise::err(Error::unimplemented(
                "no interface of the callback".to_string(),
            ));
        }
        let received = self.received.clone();
        let (with_threads, fail_at, enough) = (self.with_threads, self.fail_at, self.enough);
        Promise::from_future(async move {
            match method {
                DESTROY => {
                    print_line("{\"event\":\"callback destroyed\"}".to_string());
                    Ok(())
                }
                1 => {
                    let thread = if with_threads {
                        let context = struct_at(&read(params.get()?)?, 0)?;
                        name_of(Object(capnp::capability::Client::new(capability_at(
                            &context, 0,
                        )?)))
                        .await?
                    } else {
                        String::new()
                    };
                    take(
                        &received,
                        fail_at,
                        enough,
                        &read(params.get()?)?,
                        1,
                        &thread,
                    )
                }
                3 => take(&received, fail_at, enough, &read(params.get()?)?, 0, ""),
                _ => Err(Error::unimplemented(
                    "no method of the callback".to_string(),
                )),
            }
        })
    }
}

async fn name_of(thread: Object) -> Result<String, Error> {
    let answer = thread.call(GET_NAME, |_| {}).promise.await?;
    Ok(text_at(&read(answer.get()?)?, 0)?.to_string())
}

/// The threads that our calls name; none with `--no-threads`.
#[derive(Default)]
struct CallThreads {
    theirs: Option<Object>,
    ours: Option<Object>,
}

impl CallThreads {
    /// Fills a Context at pointer `field`.
    fn fill(&self, params: StructBuilder<'_>, field: usize) {
        let mut pointer = params.get_pointer_field(field);
        for (i, thread) in [&self.theirs, &self.ours].iter().enumerate() {
            if let Some(thread) = thread {
                let context = pointer
                    .reborrow()
                    .get_struct(size(0, 2), None)
                    .expect("a new struct");
                context.get_pointer_field(i).set_capability(thread.hook());
            }
        }
    }

    async fn call(&self, object: &Object, method: Method) -> Result<objects::Answer, Error> {
        object
            .call(method, |params| self.fill(init::<0, 1>(params), 0))
            .promise
            .await
    }
}

/// The capability that is an answer's first pointer.
fn result_of(answer: &objects::Answer) -> Result<Object, Error> {
    let hook: Box<dyn ClientHook> = capability_at(&read(answer.get()?)?, 0)?;
    Ok(Object(capnp::capability::Client::new(hook)))
}

async fn make_threads(init_object: &Object, arguments: &Arguments) -> Result<CallThreads, Error> {
    let with_threads = !arguments.has("--no-threads");
    let construct = init_object.call(CONSTRUCT, |params| {
        let params = init::<0, 1>(params);
        if with_threads {
            params
                .get_pointer_field(0)
                .set_capability(offer(ThreadMap).hook());
        }
    });
    let answer = construct.promise.await?;
    if !with_threads {
        return Ok(CallThreads::default());
    }
    let made = result_of(&answer)?
        .call(MAKE_THREAD, |params| {
            init::<0, 1>(params).get_pointer_field(0).set_text("tracer");
        })
        .promise
        .await?;
    let theirs = result_of(&made)?;
    let name = name_of(theirs.clone()).await?;
    print_line(format!(
        "{{\"event\":\"thread\",\"name\":{}}}",
        quoted(&name)
    ));
    let ours = offer(Thread("tracer callbacks".to_string()));
    Ok(CallThreads {
        theirs: Some(theirs),
        ours: Some(ours),
    })
}

async fn echo(init_object: &Object, threads: &CallThreads) -> Result<(), Error> {
    let made = threads.call(init_object, MAKE_ECHO).await?;
    let echo = result_of(&made)?;
    let answer = echo
        .call((ECHO, 1), |mut params| {
            threads.fill(init::<0, 2>(params.reborrow()), 0);
            field::<0, 2>(&mut params, 1).set_text("sign of life");
        })
        .promise
        .await?;
    let text = text_at(&read(answer.get()?)?, 0)?.to_string();
    threads.call(&echo, (ECHO, DESTROY)).await?;
    print_line(format!("{{\"event\":\"echo\",\"text\":{}}}", quoted(&text)));
    Ok(())
}

async fn trace(
    tracing: &Object,
    threads: &CallThreads,
    arguments: &Arguments,
    received: &Rc<Received>,
) -> Result<(), Error> {
    let (done, is_done) = oneshot::channel();
    let (released, is_released) = oneshot::channel();
    received.done.borrow_mut().replace(done);
    received.released.borrow_mut().replace(released);
    {
        let callback = offer(Callback::new(received.clone(), arguments));
        let started = tracing.call(TRACE_NET_MESSAGES, |mut params| {
            threads.fill(init::<0, 3>(params.reborrow()), 0);
            let options = field::<0, 3>(&mut params, 1).init_struct(size(6, 0));
            write_options(options, arguments);
            field::<0, 3>(&mut params, 2).set_capability(callback.hook());
        });
        drop(callback);
        let handler = result_of(&started.promise.await?)?;
        print_line("{\"event\":\"started\"}".to_string());
        let _ = is_done.await;
        match arguments.text("--end").unwrap_or("destroy") {
            "destroy" => drop(threads.call(&handler, (HANDLER, DESTROY)).await?),
            "disconnect" => drop(threads.call(&handler, (HANDLER, 1)).await?),
            _ => {}
        }
    }
    // The node lets go of the callback when the tracing is over.
    let _ = is_released.await;
    threads.call(tracing, (TRACING, DESTROY)).await?;
    print_line(format!(
        "{{\"event\":\"ended\",\"messages\":{},\"batches\":{},\"dropped\":{}}}",
        received.messages.get(),
        received.batches.get(),
        received.dropped.get()
    ));
    Ok(())
}

/// Values differ from their defaults by what is written: a default is the zero of its field.
fn write_options(options: StructBuilder<'_>, arguments: &Arguments) {
    options.set_bool_field(0, arguments.has("--outbound"));
    options.set_data_field::<u32>(1, arguments.number("--payload", 0) as u32);
    options.set_data_field::<u32>(3, arguments.number("--batch", 1024) as u32 ^ 1024);
    options.set_bool_field(2, arguments.has("--stream"));
}

async fn run(
    bootstrap: Object,
    arguments: &Arguments,
    received: &Rc<Received>,
) -> Result<(), Error> {
    let threads = make_threads(&bootstrap, arguments).await?;
    if arguments.has("--echo") {
        echo(&bootstrap, &threads).await?;
    }
    let answer = threads.call(&bootstrap, MAKE_TRACING).await?;
    trace(&result_of(&answer)?, &threads, arguments, received).await
}

fn main() {
    let arguments = Arguments(std::env::args().skip(1).collect());
    let socket = UnixStream::connect(&arguments.0[0]).expect("a socket to connect to");
    let (input, output, closing) = streams::halves(socket).expect("a second handle of the socket");
    let network = twoparty::VatNetwork::new(
        input,
        output,
        rpc_twoparty_capnp::Side::Client,
        Default::default(),
    );
    let mut system = RpcSystem::new(Box::new(network), None);
    let bootstrap: Object = system.bootstrap(rpc_twoparty_capnp::Side::Server);
    let mut pool = LocalPool::new();
    pool.spawner()
        .spawn_local(system.map(|_| ()))
        .expect("the pool takes it");
    let received = Rc::new(Received::default());
    let stdin = streams::stdin_closed();
    pool.run_until(async {
        if let Err(error) = run(bootstrap, &arguments, &received).await {
            print_line(format!(
                "{{\"event\":\"failed\",\"what\":\"tracing\",\"type\":\"{:?}\",\"reason\":{}}}",
                error.kind,
                quoted(&error.description)
            ));
        }
        let _ = stdin.await;
    });
    streams::close(&closing);
    drop(pool);
    process::exit(if received.live_callbacks.get() == 0 {
        0
    } else {
        1
    });
}
