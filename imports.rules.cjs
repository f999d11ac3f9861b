/**
 * The arrows of the house, each with the reason it exists. A name may import only what stands earlier in RANKS; two of one rank
 * talk by entry and reaction, or through a lower one.
 */
const RANKS = [
  ['audit'],
  ['vault'],
  ['identity'],
  ['customer'],
  ['wallet', 'knowledge', 'workforce', 'obligation', 'attachment'],
  ['conversation'],
  ['cases', 'routing'],
  ['bot'],
  ['incident', 'notice'],
  ['intake', 'desk'],
  ['channels'],
  ['watch'],
  ['learning'],
  ['sla', 'quality', 'analytics', 'realtime'],
]

const MODULES = '^packages/server/src/modules/'
const tests = '\\.test\\.ts$|/testing/'

/** For every module: whatever stands at its own rank or later is out of bounds. */
const rankRules = RANKS.flatMap((names, rank) => {
  const later = RANKS.slice(rank).flat()
  return names.map((name) => ({
    name: `rank-of-${name}`,
    comment: `${name} may import only what stands earlier in the rank list: calls go down, entries go up`,
    severity: 'error',
    from: { path: `${MODULES}${name}/`, pathNot: tests },
    to: { path: `${MODULES}(${later.filter((other) => other !== name).join('|')})/` },
  }))
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'a cycle has no order to read it in', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'through-the-door',
      comment: 'another module is reached through its api.ts only',
      severity: 'error',
      from: { path: `${MODULES}([^/]+)/`, pathNot: tests },
      to: { path: `${MODULES}([^/]+)/`, pathNot: [`${MODULES}$1/`, `${MODULES}[^/]+/api\\.ts$`] },
    },
    {
      name: 'pages-through-the-door',
      comment: 'pages, app and tools use the doors as well',
      severity: 'error',
      from: { path: '^packages/server/src/', pathNot: [MODULES, tests, '^packages/server/src/flows/'] },
      to: { path: `${MODULES}[^/]+/`, pathNot: `${MODULES}[^/]+/api\\.ts$` },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'the platform would be a god module otherwise',
      severity: 'error',
      from: { path: '^packages/server/src/platform/', pathNot: tests },
      to: { path: '^packages/server/src/(modules|pages|app|app\\.ts)' },
    },
    {
      name: 'modules-know-no-page',
      comment: 'pages and app stand above all modules',
      severity: 'error',
      from: { path: MODULES, pathNot: tests },
      to: { path: '^packages/server/src/(pages|app)/|^packages/server/src/app\\.ts' },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain imports domain, protocol and what is as pure as they are, not even node:',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: tests },
      to: { pathNot: '^packages/(domain|protocol)/src/|node_modules/(fast-check|tinyqueue)' },
    },
    {
      name: 'protocol-stands-alone',
      comment: 'all that crosses a process depends on zod alone',
      severity: 'error',
      from: { path: '^packages/protocol/src/', pathNot: tests },
      to: { pathNot: '^packages/protocol/src/|node_modules/zod' },
    },
    {
      name: 'browser-takes-types',
      comment: 'the widget imports protocol for its types; only the files without a validator run in it',
      severity: 'error',
      from: { path: '^packages/widget/src/', pathNot: tests },
      to: { path: '^packages/protocol/src/', pathNot: '(money-format|coming-in|hidden-parts)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'simulator-stands-outside',
      comment: 'the demo wallet is another company’s system: it knows the contract and nothing of the desk',
      severity: 'error',
      from: { path: '^packages/simulator/src/', pathNot: tests },
      to: { path: '^packages/(server|domain|console|widget)/' },
    },
    {
      name: 'declared-packages',
      comment: 'npm hoists, so an undeclared import runs',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    ...rankRules,
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    combinedDependencies: false,
    // Workspaces name their files in "exports"; unread, an import of another package would pass every rule as unknown.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
