/** Compiles the Rust program of these tests with the crates that Debian has as packages. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Built } from './build.js'
import { cached, ROOT } from './build-cache.js'

const run = promisify(execFile)

const SOURCES = join(ROOT, 'test', 'interop', 'rust')
/** Where Debian's librust-*-dev packages put their sources. */
const CRATES = '/usr/share/cargo/registry'
const NEEDED = ['capnp-rpc-', 'futures-']

const CONFIG = `[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "${CRATES}"
`

/** The tracer in Rust. Throws where its sources do not compile. */
export async function buildRustTracer(): Promise<Built> {
  const version = await cargoVersion()
  if (version === null) {
    return { path: null, skip: 'the Rust compiler is missing (apt install cargo)' }
  }
  const crates = existsSync(CRATES) ? readdirSync(CRATES).sort() : []
  if (!NEEDED.every(name => crates.some(crate => crate.startsWith(name)))) {
    return {
      path: null,
      skip: 'Cap’n Proto for Rust is missing (apt install librust-capnp-rpc-dev librust-futures-dev)',
    }
  }
  const files = readdirSync(SOURCES).filter(file => /\.(rs|toml)$/.test(file))
  const texts = files.map(file => readFileSync(join(SOURCES, file), 'utf8'))
  const made = await cached([version, ...crates, ...files, ...texts], async folder => {
    files.forEach((file, i) => {
      writeFileSync(join(folder, file), texts[i] ?? '')
    })
    const config = join(folder, 'config.toml')
    writeFileSync(config, CONFIG)
    await run('cargo', ['build', '--offline', '--config', config], {
      cwd: folder,
      env: { ...process.env, CARGO_TARGET_DIR: join(folder, 'target') },
    })
  })
  return { path: join(made, 'target', 'debug', 'tracer'), skip: false }
}

async function cargoVersion(): Promise<string | null> {
  try {
    return (await run('cargo', ['--version'])).stdout.trim()
  } catch {
    return null
  }
}
