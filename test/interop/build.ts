/** Compiles the C++ programs of these tests when a test first needs them. */
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cached, ROOT } from './build-cache.js'

const run = promisify(execFile)

const SOURCES = join(ROOT, 'test', 'interop')
const COMPILER = process.env['CXX'] ?? 'g++'
const BASE_FLAGS = ['-std=c++17', '-Wall', '-Wextra', '-pthread']
/** Optimising doubles the time to compile, and the tests do not need it. */
const DEBUG_FLAGS = ['-O0', '-g1']
/** After the flags above: for what is timed. */
const OPTIMISED = ['-O2', '-g0']
const SANITIZER_FLAGS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=undefined']

const UPSTREAM = ['echo', 'handler', 'init', 'node-rpc', 'proxy', 'tracing'].map(
  name => `upstream/${name}.capnp`,
)

const OWN = [
  ...UPSTREAM,
  'annotations.capnp',
  'expressions.capnp',
  'aggregates.capnp',
  'tracepoints.capnp',
  'trace-server.capnp',
]

/** Each program's schema files, the folder that they are named from, and how it is compiled. */
const PROGRAMS = {
  peer: { folder: SOURCES, schemas: ['peer.capnp'] },
  tracer: { folder: join(ROOT, 'schema'), schemas: UPSTREAM },
  node: { folder: join(ROOT, 'schema'), schemas: UPSTREAM },
  subscriber: { folder: join(ROOT, 'schema'), schemas: OWN },
  aggregator: { folder: join(ROOT, 'schema'), schemas: OWN },
  /** For the benchmarks: what C++ takes for rows. */
  rows: { folder: join(ROOT, 'schema'), schemas: UPSTREAM, optimised: true },
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
  const flags = 'optimised' in PROGRAMS[name] ? OPTIMISED : []
  const objects = await schemaObjects(tools, folder, schemas)
  const headers = readdirSync(SOURCES).filter(file => file.endsWith('.h'))
  const source = `${name}.c++`
  const texts = [...headers, source].map(file => readFileSync(join(SOURCES, file), 'utf8'))
  const made = await cached([tools.version, objects, ...flags, ...texts], async folder => {
    const object = join(folder, `${name}.o`)
    const includes = [`-I${objects}`, `-I${SOURCES}`]
    const compile = [...forSpeed(tools.compile, flags), ...includes]
    await run(COMPILER, [...compile, '-c', join(SOURCES, source), '-o', object])
    const others = objectFiles(objects)
    const link = forSpeed(tools.link, flags)
    await run(COMPILER, [object, ...others, ...link, '-o', join(folder, name)])
  })
  return { path: join(made, name), skip: false }
}

/** With flags for speed, the sanitizers are left out. */
function forSpeed(flags: readonly string[], optimised: readonly string[]): readonly string[] {
  if (optimised.length === 0) return flags
  return [...flags.filter(flag => !SANITIZER_FLAGS.includes(flag)), ...optimised]
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
