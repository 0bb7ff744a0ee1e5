/**
 * Compiles the C++ programs of these tests when a test first needs them. What has been
 * compiled is kept under a hash of all that went into it, for later runs and for the test
 * files that run meanwhile in other processes.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The project's folder, seen from where the compiled tests are. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const SOURCES = join(ROOT, 'test', 'interop')
const COMPILER = process.env['CXX'] ?? 'g++'
const BASE_FLAGS = ['-std=c++17', '-Wall', '-Wextra', '-pthread']
/** Optimising doubles the time to compile, and the tests do not need it. */
const DEBUG_FLAGS = ['-O0', '-g1']
const SANITIZER_FLAGS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=undefined']

const UPSTREAM = ['echo', 'handler', 'init', 'node-rpc', 'proxy', 'tracing'].map(
  name => `upstream/${name}.capnp`,
)

/** Each program's schema files, and the folder that they are named from. */
const PROGRAMS = {
  peer: { folder: SOURCES, schemas: ['peer.capnp'] },
  tracer: { folder: join(ROOT, 'schema'), schemas: UPSTREAM },
  node: { folder: join(ROOT, 'schema'), schemas: UPSTREAM },
  subscriber: {
    folder: join(ROOT, 'schema'),
    schemas: [...UPSTREAM, 'annotations.capnp', 'tracepoints.capnp', 'trace-server.capnp'],
  },
} as const

export type ProgramName = keyof typeof PROGRAMS

/** Where the program is, or why there is none; `skip` is what node:test takes. */
export type Built =
  | { readonly path: string; readonly skip: false }
  | { readonly path: null; readonly skip: string }

interface Toolchain {
  /** For what is hashed. */
  readonly version: string
  readonly compile: readonly string[]
  readonly link: readonly string[]
}

/** Compiles `name` unless that has been done. Throws where the sources do not compile. */
export async function build(name: ProgramName): Promise<Built> {
  const tools = await findToolchain()
  if (typeof tools === 'string') return { path: null, skip: tools }
  const { folder, schemas } = PROGRAMS[name]
  const objects = await schemaObjects(tools, folder, schemas)
  const headers = readdirSync(SOURCES).filter(file => file.endsWith('.h'))
  const source = `${name}.c++`
  const texts = [...headers, source].map(file => readFileSync(join(SOURCES, file), 'utf8'))
  const made = await cached([tools.version, objects, ...texts], async folder => {
    const object = join(folder, `${name}.o`)
    const includes = [`-I${objects}`, `-I${SOURCES}`]
    await run(COMPILER, [...tools.compile, ...includes, '-c', join(SOURCES, source), '-o', object])
    const others = objectFiles(objects)
    await run(COMPILER, [object, ...others, ...tools.link, '-o', join(folder, name)])
  })
  return { path: join(made, name), skip: false }
}

/** The folder with the headers and objects of schema files. */
function schemaObjects(
  tools: Toolchain,
  folder: string,
  schemas: readonly string[],
): Promise<string> {
  const texts = schemas.map(file => readFileSync(join(folder, file), 'utf8'))
  return cached([tools.version, ...schemas, ...texts], async out => {
    const args = ['compile', `-oc++:${out}`, `--src-prefix=${folder}`]
    await run('capnp', [...args, ...schemas.map(file => join(folder, file))])
    const left = schemas.map(file => join(out, `${file}.c++`))
    const worker = async (): Promise<void> => {
      for (let file = left.pop(); file !== undefined; file = left.pop()) {
        await run(COMPILER, [...BASE_FLAGS, '-O0', `-I${out}`, '-c', file, '-o', `${file}.o`])
      }
    }
    await Promise.all(Array.from({ length: availableParallelism() }, worker))
  })
}

function objectFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.o'))
    .map(file => join(folder, file))
}

const PROBE = `#include <capnp/rpc-twoparty.h>
#include <kj/async-io.h>
int main() {
  auto io = kj::setupAsyncIo();
  return kj::Promise<int>(0).wait(io.waitScope);
}
`

/** What compiles here, with sanitizers if they work; or what is missing. */
async function findToolchain(): Promise<Toolchain | string> {
  if (process.platform === 'win32') return "Cap'n Proto's C++ library has no Unix sockets here"
  const capnp = await output('capnp', ['--version'])
  if (capnp === null) return 'the Cap’n Proto compiler is missing (apt install capnproto)'
  const compiler = await output(COMPILER, ['--version'])
  if (compiler === null) return `the C++ compiler ${COMPILER} is missing (apt install g++)`
  const places = await output('pkg-config', ['--cflags', 'capnp-rpc', 'capnp-json'])
  const libraries =
    (await output('pkg-config', ['--libs', 'capnp-rpc', 'capnp-json'])) ??
    '-lcapnp-rpc -lcapnp-json -lcapnp -lkj-async -lkj'
  const base = [...BASE_FLAGS, ...DEBUG_FLAGS, ...words(places ?? '')]
  for (const extra of [SANITIZER_FLAGS, []]) {
    const compile = [...base, ...extra]
    const link = [...extra, ...words(libraries), '-pthread']
    const version = [capnp, compiler, ...compile, ...link].join('\n')
    if (await works(version, compile, link)) return { version, compile, link }
  }
  return 'a program with Cap’n Proto does not compile here (apt install libcapnp-dev)'
}

async function works(
  version: string,
  compile: readonly string[],
  link: readonly string[],
): Promise<boolean> {
  const made = await cached([version, PROBE], async folder => {
    const source = join(folder, 'probe.c++')
    const program = join(folder, 'probe')
    writeFileSync(source, PROBE)
    const built = await output(COMPILER, [...compile, source, ...link, '-o', program])
    const ran = built === null ? null : await output(program, [])
    writeFileSync(join(folder, 'works'), ran === null ? 'no' : 'yes')
  })
  return readFileSync(join(made, 'works'), 'utf8') === 'yes'
}

/** What a program prints, or null where it fails or is missing. */
async function output(program: string, args: readonly string[]): Promise<string | null> {
  try {
    return (await run(program, args)).stdout.trim()
  } catch {
    return null
  }
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== '')
}

let cacheFolder: string | null = null

function cacheRoot(): string {
  if (cacheFolder !== null) return cacheFolder
  cacheFolder = join(ROOT, 'node_modules', '.cache', 'nodetap-interop')
  try {
    mkdirSync(cacheFolder, { recursive: true })
  } catch {
    // A checkout that cannot be written.
    cacheFolder = join(tmpdir(), 'nodetap-interop')
    mkdirSync(cacheFolder, { recursive: true })
  }
  return cacheFolder
}

/**
 * The folder that `make` has filled for these inputs. One process fills it while others wait;
 * it appears under its name when it is complete.
 */
async function cached(
  inputs: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 24)
  const folder = join(cacheRoot(), hash)
  const lock = `${folder}.lock`
  while (!existsSync(folder)) {
    if (!takeLock(lock)) {
      await sleep(50)
      continue
    }
    try {
      if (!existsSync(folder)) await fill(folder, make)
    } finally {
      rmSync(lock, { force: true })
    }
  }
  return folder
}

async function fill(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const temporary = mkdtempSync(`${folder}.tmp-`)
  try {
    await make(temporary)
    renameSync(temporary, folder)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw error
  }
}

/** False while another live process has the lock. */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const owner = lockOwner(lock)
    if (owner !== null && !isAlive(owner)) rmSync(lock, { force: true })
    return false
  }
}

/** Null where the lock has gone meanwhile, or its owner has not written itself down yet. */
function lockOwner(lock: string): number | null {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10) || null
  } catch {
    return null
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    // EPERM: it lives, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
