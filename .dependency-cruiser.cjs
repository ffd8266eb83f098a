/** Who may import whom (ARCHITECTURE.md). */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-knows-zod-only',
      severity: 'error',
      from: { path: '^contract/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^contract/|node_modules/zod/' },
    },
    { name: 'server-never-web', severity: 'error', from: { path: '^server/' }, to: { path: '^web/' } },
    { name: 'web-never-server', severity: 'error', from: { path: '^web/' }, to: { path: '^server/' } },
    {
      name: 'server-platform-knows-no-module',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/(modules|command|testing)/' },
    },
    {
      name: 'web-platform-and-ui-know-no-module',
      severity: 'error',
      from: { path: '^web/src/(platform|ui)/' },
      to: { path: '^web/src/', pathNot: '^web/src/(platform|ui)/' },
    },
    {
      name: 'modules-are-entered-by-their-front-door',
      severity: 'error',
      from: { path: '^server/src/modules/([^/]+)/' },
      to: { path: '^server/src/modules/([^/]+)/(?!index\\.ts$)', pathNot: '^server/src/modules/$1/' },
    },
    {
      name: 'drivers-in-platform-only',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/(platform|testing)/|\\.test\\.ts$' },
      to: { path: 'node_modules/(fastify|@fastify|pg|graphile-worker|pino|@myriaddreamin|ical-generator)/' },
    },
    { name: 'tests-are-not-imported', severity: 'error', from: {}, to: { path: '\\.test\\.ts$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
}
