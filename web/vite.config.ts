import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API = process.env['GOUFU_URL'] ?? 'http://127.0.0.1:8080';

/** The console is built into `dist/web` of the project; `vite` alone serves it beside a running API. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, assetsDir: 'assets', reportCompressedSize: false },
  server: { proxy: { '/api': API, '/readyz': API } },
});
