// Compiles the style sheet, bundles the script, compresses both, and writes the Rust table that embeds them.
// Run by the build script: node build/bundle.mjs OUT_DIR, with the copy of the sources as working directory.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { compile } from 'sass'

const out = process.argv[2]
const govuk = join('node_modules', 'govuk-frontend')
const files = join(out, 'files')
rmSync(files, { recursive: true, force: true })
mkdirSync(files, { recursive: true })

const style = () =>
  compile('styles/site.scss', {
    style: 'compressed',
    charset: false,
    loadPaths: [join(govuk, 'dist')],
    quietDeps: true
  }).css

const script = () =>
  buildSync({
    entryPoints: ['scripts/app.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2018'],
    legalComments: 'none',
    write: false
  }).outputFiles[0].text

const licences = () => {
  const { version } = JSON.parse(readFileSync(join(govuk, 'package.json'), 'utf8'))
  return (
    'Roundtable is free software under the GNU Affero General Public License, version 3 or later.\n\n' +
    `Its style sheet and scripts contain parts of govuk-frontend ${version}, https://github.com/alphagov/govuk-frontend,\n` +
    'used under the MIT License:\n\n' +
    readFileSync('build/govuk-frontend-licence.txt', 'utf8')
  )
}

const compressors = {
  brotli: (bytes) =>
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT
      }
    }),
  gzip: (bytes) => gzipSync(bytes, { level: 9 })
}

// Writes one asset with its compressed forms; a form that saves nothing is left out.
function emit(stem, extension, mime, text, hashed = true) {
  const bytes = Buffer.from(text)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const name = hashed ? `${stem}.${hash.slice(0, 8)}.${extension}` : `${stem}.${extension}`
  const path = (suffix) => join(files, name + suffix)
  writeFileSync(path(''), bytes)
  const form = ([kind, compress]) => {
    const smaller = compress(bytes)
    if (smaller.length >= bytes.length) return `${kind}: None`
    writeFileSync(path(`.${kind}`), smaller)
    return `${kind}: Some(include_bytes!(r"${path(`.${kind}`)}"))`
  }
  return {
    name,
    rust: `Asset { name: "${name}", mime: "${mime}", bytes: include_bytes!(r"${path('')}"), ${Object.entries(
      compressors
    )
      .map(form)
      .join(', ')}, etag: "\\"${hash.slice(0, 16)}\\"" }`
  }
}

const made = {
  STYLE: emit('site', 'css', 'text/css; charset=utf-8', style()),
  SCRIPT: emit('app', 'js', 'text/javascript; charset=utf-8', script()),
  ICON: emit('icon', 'svg', 'image/svg+xml', readFileSync('icons/icon.svg', 'utf8').trim()),
  LICENCES: emit('licences', 'txt', 'text/plain; charset=utf-8', licences(), false)
}
const what = { STYLE: 'style sheet', SCRIPT: 'script', ICON: 'icon', LICENCES: 'licence texts' }
const constant = ([key, { name }]) => `
/// The file name of the ${what[key]}.
pub const ${key}: &str = "${name}";
/// The path of the ${what[key]} on the site.
pub const ${key}_PATH: &str = "/assets/${name}";
`
writeFileSync(
  join(out, 'assets.rs'),
  Object.entries(made).map(constant).join('') +
    `\nstatic ALL: [Asset; ${Object.keys(made).length}] = [\n` +
    Object.values(made)
      .map(({ rust }) => `    ${rust},\n`)
      .join('') +
    '];\n'
)

// The published examples of each component, for the golden tests.
const components = join(govuk, 'dist', 'govuk', 'components')
const fixtures = join(out, 'fixtures')
rmSync(fixtures, { recursive: true, force: true })
mkdirSync(fixtures, { recursive: true })
const names = readdirSync(components, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()
for (const name of names) copyFileSync(join(components, name, 'fixtures.json'), join(fixtures, `${name}.json`))
writeFileSync(
  join(out, 'fixtures.rs'),
  `/// Every component's examples: its name and the text of its \`fixtures.json\`, by name.\npub const ALL: [(&str, &str); ${names.length}] = [\n` +
    names.map((name) => `    ("${name}", include_str!(r"${join(fixtures, `${name}.json`)}")),\n`).join('') +
    '];\n'
)
