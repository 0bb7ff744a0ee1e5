//! A Unix socket and standard input for futures: a thread reads, the executor's thread writes.

use std::io::{self, Read};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::thread;

use futures::channel::{mpsc, oneshot};
use futures::io::{AllowStdIo, AsyncRead, AsyncWrite};
use futures::stream::TryStreamExt;

const CHUNK: usize = 64 * 1024;

pub type Input = Box<dyn AsyncRead + Unpin>;
pub type Output = Box<dyn AsyncWrite + Unpin>;

/// Both halves, and what ends the reading thread.
pub fn halves(socket: UnixStream) -> io::Result<(Input, Output, UnixStream)> {
    let (sender, receiver) = mpsc::unbounded::<io::Result<Vec<u8>>>();
    let mut reading = socket.try_clone()?;
    let closing = socket.try_clone()?;
    thread::spawn(move || {
        let mut chunk = vec![0; CHUNK];
        loop {
            let item = match reading.read(&mut chunk) {
                Ok(0) => return,
                Ok(count) => Ok(chunk[..count].to_vec()),
                Err(error) => Err(error),
            };
            let failed = item.is_err();
            if sender.unbounded_send(item).is_err() || failed {
                return;
            }
        }
    });
    Ok((
        Box::new(receiver.into_async_read()),
        Box::new(AllowStdIo::new(socket)),
        closing,
    ))
}

pub fn close(socket: &UnixStream) {
    // It may be closed already.
    let _ = socket.shutdown(Shutdown::Both);
}

/// Resolves when standard input ends.
pub fn stdin_closed() -> oneshot::Receiver<()> {
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || {
        let mut nothing = Vec::new();
        let _ = io::stdin().read_to_end(&mut nothing);
        let _ = sender.send(());
    });
    receiver
}
