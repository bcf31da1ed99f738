// Builds the static files of the pages from the design system's package and our own styles and scripts: a stylesheet for each direction, a script, and fonts
// for languages that need them. File names contain a content hash, so browsers may cache them indefinitely; each is also stored compressed. Run: node
// modules/Ui/Build/pages.mjs
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..')
const packages = join(root, 'node_modules')
if (!existsSync(join(packages, 'nhsuk-frontend'))) {
  console.error('pages.mjs: error WW0010: the packages of package-lock.json are not here. Run: npm ci --ignore-scripts')
  process.exit(1)
}
const require = createRequire(join(root, 'package.json'))
const postcss = createRequire(require.resolve('rtlcss'))('postcss')
const rtlcss = require('rtlcss')

const designSystem = join(packages, 'nhsuk-frontend/dist/nhsuk')
const own = join(root, 'modules/Ui')
const target = join(root, 'artifacts/pages')
const making = `${target}.${process.pid}`
const names = {}

mkdirSync(making, { recursive: true })
const read = path => readFileSync(path, 'utf8')

function keep (name, content) {
  const bytes = Buffer.from(content)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  const ending = extname(name)
  const file = `${name.slice(0, -ending.length)}-${hash}${ending}`
  writeFileSync(join(making, file), bytes)
  if (['.css', '.js', '.svg'].includes(ending)) {
    writeFileSync(join(making, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
    writeFileSync(join(making, `${file}.gz`), gzipSync(bytes, { level: 9 }))
  }
  names[name] = file
  return file
}

// The design system loads its font from another host. We use Arial for Latin letters, and self-hosted "WorkWell" fonts for scripts that a language adds.
const atHome = {
  postcssPlugin: 'at-home',
  OnceExit (css) {
    css.walkAtRules('font-face', rule => { if (rule.toString().includes('assets.nhs.uk')) rule.remove() })
    css.walkDecls(declaration => {
      declaration.value = declaration.value.replace(/Frutiger W01/g, 'WorkWell')
      declaration.value = declaration.value.replace(/url\(["']?\/assets\/images\/([^)"']+)["']?\)/g, (_, image) => `url(${names[image] ?? keep(image, readFileSync(join(designSystem, 'assets/images', image)))})`)
    })
    const outside = css.toString().match(/url\(["']?(https?:)?\/\/[^)]*/)
    if (outside) throw new Error(`The stylesheet still loads ${outside[0]}.`)
  }
}

for (const image of ['favicon.ico', 'favicon.svg', 'nhsuk-icon-180.png']) keep(image, readFileSync(join(designSystem, 'assets/images', image)))

const styles = read(join(designSystem, 'nhsuk-frontend.min.css')) + read(join(own, 'Styles/pages.css'))
const { css } = await postcss([atHome]).process(styles, { from: undefined })
// Comments control the mirroring, so they are removed last.
const bare = { postcssPlugin: 'bare', OnceExit (tree) { tree.walkComments(comment => comment.remove()) } }
keep('pages.css', (await postcss([bare]).process(css, { from: undefined })).css)
keep('pages-rtl.css', (await postcss([bare]).process(rtlcss.process(css), { from: undefined })).css)

// A radio may not have aria-expanded (docs/decisions/0019-design-system-parts.md), but the design system's script adds it. Checkboxes may, and keep it.
const expanding = 'e.setAttribute("aria-expanded",e.checked.toString())'
const theirs = read(join(designSystem, 'nhsuk-frontend.min.js')).replace(/\/\/# sourceMappingURL=.*/, '')
if (!theirs.includes(expanding)) throw new Error('The design system\'s script no longer marks choices as expanded: take this line out.')
keep('pages.js', theirs.replace(expanding, `"radio"===e.type||${expanding}`) + read(join(own, 'Scripts/pages.js')))
keep('staff.js', read(join(own, 'Scripts/staff.js')))
keep('first.js', read(join(own, 'Scripts/first.js')))

const texts = join(root, 'config/texts')
for (const language of readdirSync(texts, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name).sort()) {
  const { font } = JSON.parse(read(join(texts, language, 'language.json')))
  if (!font) continue
  const folder = join(packages, '@fontsource', font.package)
  if (!existsSync(folder)) {
    console.error(`pages.mjs: error WW0011: config/texts/${language}/language.json asks for the font package @fontsource/${font.package}, which is not in package.json.`)
    process.exit(1)
  }
  const range = JSON.parse(read(join(folder, 'unicode.json')))[font.subset]
  const faces = [400, 600].map(weight => {
    const file = `${font.package}-${font.subset}-${weight}-normal.woff2`
    const kept = names[file] ?? keep(file, readFileSync(join(folder, 'files', file)))
    return `@font-face{font-family:WorkWell;font-style:normal;font-weight:${weight};font-display:swap;src:url(${kept}) format("woff2");unicode-range:${range}}`
  })
  keep(`font-${language}.css`, faces.join(''))
}

writeFileSync(join(making, 'manifest.json'), JSON.stringify(names, null, 2))
rmSync(target, { recursive: true, force: true })
renameSync(making, target)
