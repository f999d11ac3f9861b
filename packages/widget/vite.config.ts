import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, defineConfig, type Plugin } from 'vite'
import { scopedTokens } from './scoped-tokens.ts'

/** Web views of phones some years old. */
const TARGET = ['chrome91', 'safari15']

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const read = (file: string) => readFileSync(path(file), 'utf8')

/** An `import()` of a constant name, once types are gone. */
const CALLED = /\bimport\((["'`][^"'`]+["'`])\)/g

const AT_ONCE = ['launcher.css', 'panel.css']

/** The launcher's sheet is there first and carries the tokens for the panel's; what comes later brings its own. */
const tokens = (): Plugin => ({
  name: 'yingda-tokens',
  enforce: 'pre',
  transform(code, id) {
    const isFirst = id.includes('/style/launcher.css')
    if (!isFirst && !id.includes('/style/later.css')) return null
    const atOnce = AT_ONCE.map((name) => read(`src/style/${name}`)).join('\n')
    const shared = read('../ui/src/tokens.css')
    // `all: initial` comes first, or it would undo what follows in the same rule's place.
    return `${code}\n${isFirst ? scopedTokens(shared, atOnce) : scopedTokens(shared, code, atOnce)}`
  },
})

/** One module an icon, so that each part of the widget carries the drawings it uses and no others. */
const icons = (): Plugin => {
  const shelf = '@yingda/ui/icons.ts'
  const drawings = new Map(
    Array.from(read('../ui/src/icons.ts').matchAll(/export const (\w+) =\s*('[^']*')/g), ([, name = '', drawing = '']) => [name, drawing]),
  )
  return {
    name: 'yingda-icons',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith('virtual:icon/') ? `\0${id}` : null),
    load: (id) => (id.startsWith('\0virtual:icon/') ? `export const ${id.slice(14)} = ${drawings.get(id.slice(14))}` : null),
    transform(code, id) {
      if (!id.includes('/packages/widget/src/') || !code.includes(shelf)) return null
      return code.replace(/import \{([^}]*)\} from '@yingda\/ui\/icons\.ts'/, (_whole, names: string) =>
        names
          .split(',')
          .map((name) => `import { ${name.trim()} } from 'virtual:icon/${name.trim()}'`)
          .join('; '),
      )
    },
  }
}

/** Elements by `createElement`, which Preact carries anyway and which says less for the same than the automatic runtime. */
const elements = (): Plugin => ({
  name: 'yingda-elements',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.tsx') ? `import { createElement, Fragment } from 'preact'\n${code}` : null),
})

/** Lightning CSS would add variables for `light-dark()` to every `color-scheme`; nothing here uses it. Its flag of that feature. */
const css = { lightningcss: { exclude: 1 << 20 } }

/**
 * Every `import()` of the app waits until its file has been fetched (`src/loader/fetched.ts` says why). The file has no name
 * before the chunks are drawn up, so that is written in then. Only this one file is fetched: what it imports in its
 * turn must be there already, which is the app and nothing else.
 */
const parts = (): Plugin => ({
  name: 'yingda-parts',
  transform(code, id) {
    if (!id.includes('/packages/widget/src/')) return null
    const waiting = code.replaceAll(CALLED, 'part(__FILE__, () => import($1))')
    return waiting === code ? null : `import { part } from ${JSON.stringify(path('src/parts.ts'))}\n${waiting}`
  },
  renderChunk(code, { fileName, isEntry, imports }, _options, { chunks }) {
    const foreign = imports.filter((name) => isEntry || chunks[name]?.isEntry !== true)
    if (foreign.length > 0) this.error(`${fileName} needs ${foreign.join(', ')}, which nobody fetches before it`)
    const named = code.replaceAll(/__FILE__, \(\) => import\((.+?)\)/g, '$1, () => import($1)')
    if (/(?<!, \(\) => )import\(|__FILE__/.test(named)) this.error(`${fileName} has an import() whose file is not fetched before it`)
    return named
  },
})

/** Beside the app, the loader: one closed classic script under a stable name, with the app's hashed name written in. */
const loader = (): Plugin => ({
  name: 'yingda-loader',
  async generateBundle(_options, bundle) {
    const app = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry)
    if (app === undefined) throw new Error('the build has no app')
    const built = await build({
      configFile: false,
      root: path('.'),
      logLevel: 'warn',
      plugins: [tokens()],
      css,
      define: { __APP__: JSON.stringify(app.fileName) },
      build: {
        write: false,
        target: TARGET,
        lib: { entry: path('src/loader/loader.ts'), formats: ['iife'], name: 'yingdaLoader' },
        reportCompressedSize: false,
      },
    })
    const output = Array.isArray(built) ? built[0] : built
    const chunk = output !== undefined && 'output' in output ? output.output.find((file) => file.type === 'chunk') : undefined
    if (chunk === undefined) throw new Error('the build has no loader')
    this.emitFile({ type: 'asset', fileName: 'widget.js', source: chunk.code })
  },
})

export default defineConfig({
  root: path('.'),
  plugins: [icons(), elements(), tokens(), parts(), loader()],
  css,
  oxc: { jsx: { runtime: 'classic', pragma: 'createElement', pragmaFrag: 'Fragment' } },
  build: {
    outDir: 'dist',
    target: TARGET,
    cssMinify: 'lightningcss',
    manifest: 'manifest.json',
    reportCompressedSize: false,
    // As a library, or every `import()` is wrapped in a preloader that nothing here needs.
    lib: { entry: path('src/app.tsx'), formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: 'widget-[hash].js',
        chunkFileNames: 'widget-[hash].js',
        assetFileNames: 'widget-[hash][extname]',
        minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
        comments: false,
      },
    },
  },
})
