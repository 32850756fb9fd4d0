const layer = (name) => `^${name}/`;

/** Which room may know which; see ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'domain-is-pure',
      comment: 'domain/ imports nothing but domain/ (tests aside)',
      severity: 'error',
      from: { path: layer('domain'), pathNot: '\\.test\\.ts$' },
      to: { pathNot: layer('domain') },
    },
    {
      name: 'kernel-is-the-ground',
      severity: 'error',
      from: { path: '^domain/kernel/', pathNot: '\\.test\\.ts$' },
      to: { path: layer('domain'), pathNot: '^domain/kernel/' },
    },
    {
      name: 'stages-apart',
      comment: 'A stage never imports a sibling stage; project/ brings them together',
      severity: 'error',
      from: { path: '^domain/(catalog|budget|contracting|delivery|evaluation)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^domain/(catalog|budget|contracting|delivery|evaluation|project)/',
        pathNot: '^domain/$1/',
      },
    },
    {
      name: 'workflows-see-activities-as-types',
      severity: 'error',
      from: { path: layer('workflows') },
      to: { path: layer('activities'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-stay-small',
      comment: 'No rules, database, client, zod or Node in workflow code: it would replay with them',
      severity: 'error',
      from: { path: layer('workflows') },
      to: { pathNot: ['^domain/', '^workflows/', '^activities/', 'node_modules/@temporalio/(workflow|common)/'] },
    },
    {
      name: 'rules-engine-behind-its-door',
      severity: 'error',
      from: { pathNot: ['^rules/', '^bench/'] },
      to: { path: 'node_modules/json-rules-engine/' },
    },
    {
      name: 'sheets-know-the-kernel-only',
      severity: 'error',
      from: { path: layer('sheets'), pathNot: '\\.test\\.ts$' },
      to: { path: '^(domain/(?!kernel/)|api|activities|workflows|worker|db|rules|cli|config\\.ts)' },
    },
    {
      name: 'spreadsheets-behind-their-door',
      severity: 'error',
      from: { pathNot: ['^sheets/', '\\.test\\.ts$'] },
      to: { path: 'node_modules/(csv-parse|read-excel-file|write-excel-file)/' },
    },
    {
      name: 'sql-only-in-db',
      severity: 'error',
      from: { pathNot: ['^db/', '^cli/stack/', '^tests/', '\\.test\\.ts$', '^bench/'] },
      to: { path: 'node_modules/(kysely|pg)/' },
    },
    {
      name: 'db-knows-the-domain-only',
      severity: 'error',
      from: { path: layer('db'), pathNot: '\\.test\\.ts$' },
      to: { path: '^(api|activities|workflows|worker|rules|cli|config\\.ts)' },
    },
    {
      name: 'api-asks-through-temporal',
      severity: 'error',
      from: { path: layer('api'), pathNot: '\\.test\\.ts$' },
      to: { path: ['^activities/', '^workflows/(?!messages\\.ts)', '^worker/', '^cli/'] },
    },
    {
      name: 'activities-are-hands',
      severity: 'error',
      from: { path: layer('activities'), pathNot: '\\.test\\.ts$' },
      to: { path: ['^workflows/', '^api/', '^worker/', '^cli/', '^config\\.ts$'] },
    },
    {
      name: 'contract-is-a-leaf',
      severity: 'error',
      from: { path: '^api/contract/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^api/contract/', '^domain/', 'node_modules/zod/'] },
    },
    {
      name: 'config-at-the-edge',
      severity: 'error',
      from: { pathNot: ['main\\.ts$', '^worker/', '^cli/', '^tests/', '^bench/', '\\.test\\.ts$'] },
      to: { path: '^config\\.ts$' },
    },
    {
      name: 'nobody-imports-cli-or-tests',
      severity: 'error',
      from: { pathNot: ['^cli/', '^tests/', '^bench/', '\\.test\\.ts$', '^vitest\\.config\\.ts$'] },
      to: { path: ['^cli/', '^tests/'] },
    },
    {
      name: 'web-sees-contract-and-domain',
      comment: 'The console gets everything else over HTTP',
      severity: 'error',
      from: { path: layer('web') },
      to: { path: '^(api/(?!contract/)|activities|workflows|worker|db|rules|cli|config\\.ts)' },
    },
    {
      name: 'nobody-imports-web',
      severity: 'error',
      from: { pathNot: layer('web') },
      to: { path: layer('web') },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
